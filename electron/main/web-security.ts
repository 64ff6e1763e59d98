import type { App } from 'electron';
import type { Logger } from '../engine/log.ts';
import { appOrigin } from './app-protocol.ts';

/** Whether an address is a page of ours. */
export function isOurs(address: string): boolean {
  return address.startsWith(`${appOrigin}/`);
}

/** For every page that is ever made: no navigation away, no new windows, no embedded pages, no permissions. */
export function refuseWhatIsNotOurs(app: App, log: Logger): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => {
      if (isOurs(event.url)) return;
      event.preventDefault();
      log.warn('navigation-refused');
    });
    contents.on('will-redirect', (event) => {
      if (!isOurs(event.url)) event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.session.setPermissionRequestHandler((_contents, permission, answer) =>
      // Copying is started by a person's click; everything else is refused.
      answer(permission === 'clipboard-sanitized-write'),
    );
    contents.session.setPermissionCheckHandler(
      (_contents, permission) => permission === 'clipboard-sanitized-write',
    );
  });
}
