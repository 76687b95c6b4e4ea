/** Aging: who owes how much for how long. */
export { AgingScreen } from './aging-screen.tsx';
