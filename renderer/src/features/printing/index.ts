export { PrintRunScreen } from './print-run-screen.tsx';
