/** Updates: only where the office has set a feed; without one nothing is ever asked for, nor loaded. */
import type { Log } from '../ports.ts';

/** @param feed address of a generic update feed, empty for none. */
export async function checkForUpdates(feed: string, log: Log): Promise<void> {
  if (feed === '') return;
  if (!/^https:\/\//.test(feed)) {
    log.warn('the update feed is not an https address: no updates are asked for');
    return;
  }
  try {
    const { default: electronUpdater } = await import('electron-updater');
    const { autoUpdater } = electronUpdater;
    autoUpdater.logger = null;
    autoUpdater.autoDownload = true;
    autoUpdater.autoInstallOnAppQuit = true;
    autoUpdater.setFeedURL({ provider: 'generic', url: feed });
    await autoUpdater.checkForUpdates();
  } catch (fault) {
    log.error('no answer from the update feed', fault);
  }
}
