/** Numbers: what became of each that this office has given. */
export { NumberReportScreen } from './number-report-screen.tsx';
