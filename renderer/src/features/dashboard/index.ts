/** The dashboard: what is owed, and what to do next. */
export { DashboardScreen } from './dashboard-screen.tsx';
