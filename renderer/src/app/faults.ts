/** Faults of the page go to the log file: what failed and where, never what a field holds. */
import { invoke } from '../data/client.ts';
import { notifyFault } from '../ui/notify.ts';

const MESSAGE = 2000;
const STACK = 8000;
/** A fault that comes again and again must not fill the disk: after so many, this window notes no more. */
const MOST = 100;
let noted = 0;

/** Notes a fault in the log file. */
export function reportFault(fault: unknown): void {
  noted += 1;
  if (noted > MOST) return;
  const message =
    fault instanceof Error ? `${fault.name}: ${fault.message}` : `not an error: ${typeof fault}`;
  const stack = fault instanceof Error ? (fault.stack ?? '') : '';
  void invoke('log.fault', { message: message.slice(0, MESSAGE), stack: stack.slice(0, STACK) });
}

/** Notes what nothing else caught, and tells the clerk that the last step may not have worked. */
export function watchFaults(target: Window = window): void {
  target.addEventListener('error', (event) => {
    // Browsers report a resize that took two frames as an error without one; it harms nothing.
    if (event.message.startsWith('ResizeObserver loop')) return;
    reportFault(event.error ?? new Error(event.message));
    notifyFault();
  });
  target.addEventListener('unhandledrejection', (event) => {
    reportFault(event.reason);
    notifyFault();
  });
}
