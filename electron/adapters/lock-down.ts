/** What no page of this program may do: leave, open windows, ask for permissions, attach webviews, download; and what the runtime may not. */
import type { App, Session, WebContents } from 'electron';
import type { Log } from '../ports.ts';

/** Refuses every permission that a page could ask for in a session. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Refuses navigation, new windows and webviews in everything that the program ever shows. */
export function lockDown(app: App, log: Log): void {
  // The runtime fetches dictionaries from a stranger's server for every session, though no page checks spelling: it is sent nowhere.
  app.on('session-created', (session: Session) => {
    session.setSpellCheckerDictionaryDownloadURL('file:///nowhere/');
    session.setSpellCheckerEnabled(false);
  });
  app.on('web-contents-created', (_event, contents: WebContents) => {
    contents.on('will-navigate', (event) => {
      log.warn('refused a navigation');
      event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => {
      log.warn('refused a new window');
      return { action: 'deny' };
    });
  });
}
