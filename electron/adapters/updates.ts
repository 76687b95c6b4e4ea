/** Updates: only where the office has set a feed; without one nothing is ever asked for. */
import electronUpdater from 'electron-updater';
import type { Log } from '../ports.ts';

/** @param feed address of a generic update feed, empty for none. */
export function checkForUpdates(feed: string, log: Log): void {
  if (feed === '' || !/^https:\/\//.test(feed)) return;
  const { autoUpdater } = electronUpdater;
  autoUpdater.logger = null;
  autoUpdater.autoDownload = true;
  autoUpdater.autoInstallOnAppQuit = true;
  autoUpdater.setFeedURL({ provider: 'generic', url: feed });
  autoUpdater
    .checkForUpdates()
    .catch((fault: unknown) => log.warn(`no answer from the update feed: ${String(fault)}`));
}
