/** Closed periods: closing, reopening, sealing, and what arrived afterwards. */
export { PeriodsScreen } from './periods-screen.tsx';
