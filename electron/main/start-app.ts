import { app } from 'electron';
import { join } from 'node:path';
import type { Logger } from '../engine/log.ts';
import { createRotatingLog } from '../engine/rotating-log.ts';
import { openSettingsFile } from './app-settings.ts';
import { createAppWindows } from './app-windows.ts';
import { serveRenderer } from './app-protocol.ts';
import { superviseEngine } from './engine-process.ts';
import { installMenu } from './menu.ts';
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

  // A second start hands its workspace to the first: two engines could not hold the same folder anyway.
  if (app.requestSingleInstanceLock()) {
    void app.whenReady().then(() => openWindows(log, logFolder));
  } else {
    app.quit();
  }
}

function openWindows(log: Logger, logFolder: string): void {
  serveRenderer();
  const settings = openSettingsFile();
  const secrets = openSecrets(join(app.getPath('userData'), 'keys.json'), systemVault);
  const engine = superviseEngine({ log, logFolder, settings });
  const windows = createAppWindows({ engine, log, logFolder, settings, secrets });
  installMenu(windows);
  windows.open(workspaceIn(process.argv));
  void lookForUpdates(settings, log);

  app.on('second-instance', (_event, argv) => windows.openOrFocus(workspaceIn(argv)));
  app.on('activate', () => {
    if (windows.count() === 0) windows.open(null);
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    windows.openOrFocus(workspaceIn(['', path]) ?? path);
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
