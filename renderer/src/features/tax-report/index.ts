/** Tax report: what was sold and taxed where, in a period. */
export { TaxReportScreen } from './tax-report-screen.tsx';
