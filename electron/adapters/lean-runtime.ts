/** How much memory the runtime takes for itself before the program has done anything; see docs/adr/0008-start-and-memory.md. */
import { setFlagsFromString } from 'node:v8';
import type { CommandLine } from 'electron';

/**
 * Must run before the program is ready.
 * - The young part of a page's heap stays small: what the books read is kept or gone at once, and what is not used
 *   need not stand around. Bulk loads and typing were measured to be as quick.
 * - So does that of this process, whose heap is there before any switch is read: it may only be told not to grow.
 * - No page of this program reaches the network, so the process that Chromium keeps for it is not started.
 */
export function leanRuntime(commandLine: CommandLine): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  commandLine.appendSwitch('js-flags', '--max-semi-space-size=2');
  commandLine.appendSwitch('enable-features', 'NetworkServiceInProcess2');
}

/**
 * Lets the young part of this process's heap grow from now on, for a process that only loads much at once: nearly all of what
 * a batch makes is gone with it, and would be looked at seven times as often (ADR 39).
 */
export const roomForBulk = (): void => setFlagsFromString('--semi-space-growth-factor=2');
