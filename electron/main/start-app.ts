import { app } from 'electron';
import { join } from 'node:path';
import type { Logger } from '../engine/log.ts';
import { createRotatingLog } from '../engine/rotating-log.ts';
import { openSettingsFile } from './app-settings.ts';
import { createAppWindows } from './app-windows.ts';
import { serveRenderer } from './app-protocol.ts';
import { endingMark, type EndingMark } from './ending-mark.ts';
import { mostEndingMs, superviseEngine } from './engine-process.ts';
import { installMenu } from './menu.ts';
import { becomeTheOnlyOne } from './one-instance.ts';
import { openedPaths, type OpenedPaths } from './opened-paths.ts';
import { openSecrets } from './secrets.ts';
import { systemVault } from './system-vault.ts';
import { lookForUpdates } from './updates.ts';
import { refuseWhatIsNotOurs } from './web-security.ts';
import { workspaceIn } from './workspace-argument.ts';

/** The app with its windows and engine; call once, before Electron is ready. */
export function startApp(): void {
  const logFolder = join(app.getPath('userData'), 'logs');
  const log = createRotatingLog(logFolder, 'main');

  process.on('uncaughtException', (error) =>
    log.error('uncaught', { message: error.message, stack: error.stack }),
  );
  process.on('unhandledRejection', (reason) => log.error('unhandled-rejection', { reason: String(reason) }));

  refuseWhatIsNotOurs(app, log);
  const opened = openedPaths(app);

  // A second start hands its workspace to the first: two engines could not hold the same folder anyway. One that is ending opens nothing.
  const ending = endingMark(app.getPath('userData'));
  void becomeTheOnlyOne({
    takeLock: () => app.requestSingleInstanceLock(),
    isEnding: ending.isSet,
    patienceMs: 2 * mostEndingMs,
    pauseMs: 100,
  }).then(async (isOnly) => {
    if (!isOnly) return app.quit();
    ending.clear();
    await app.whenReady();
    openWindows({ log, logFolder, ending, opened });
  });
}

type Start = {
  readonly log: Logger;
  readonly logFolder: string;
  readonly ending: EndingMark;
  readonly opened: OpenedPaths;
};

function openWindows({ log, logFolder, ending, opened }: Start): void {
  serveRenderer();
  const settings = openSettingsFile();
  const secrets = openSecrets(join(app.getPath('userData'), 'keys.json'), systemVault);
  const engine = superviseEngine({ log, logFolder, settings });
  const windows = createAppWindows({ engine, log, logFolder, settings, secrets });
  installMenu(windows);
  windows.open(workspaceIn(process.argv));
  void lookForUpdates(settings, log);

  // From here on a start waits for this process to end, and then opens what it was asked to.
  app.on('before-quit', ending.set);
  app.on('second-instance', (_event, argv) => {
    if (!ending.isSet()) windows.openOrFocus(workspaceIn(argv));
  });
  app.on('activate', () => {
    if (!ending.isSet() && windows.count() === 0) windows.open(null);
  });
  opened.onPath((path) => {
    if (!ending.isSet()) windows.openOrFocus(workspaceIn(['', path]) ?? path);
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', (event) => {
    if (!engine.isRunning()) return;
    // The engine writes its files to the end before the app goes.
    event.preventDefault();
    void engine.stop().then(() => app.quit());
  });
}
