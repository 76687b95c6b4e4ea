/** Entry of the page: styles, faults, root. No logic. */
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { reportFault, watchFaults } from './app/faults.ts';
import { styleNonce } from './app/nonce.ts';
import { startSession } from './data/session.ts';

styleNonce();
watchFaults();
startSession();

const root = document.getElementById('root');
if (root) {
  createRoot(root, { onUncaughtError: reportFault, onCaughtError: reportFault }).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
