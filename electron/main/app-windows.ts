import { BrowserWindow, nativeTheme } from 'electron';
import { join } from 'node:path';
import type { Payload } from '../../shared/ipc/contract.ts';
import type { Logger } from '../engine/log.ts';
import type { SettingsFile } from './app-settings.ts';
import { appOrigin } from './app-protocol.ts';
import type { EngineProcess } from './engine-process.ts';
import { createMainHandlers } from './main-handlers.ts';
import type { Secrets } from './secrets.ts';
import { createWakeLock } from './wake-lock.ts';
import { createWindowWork } from './window-work.ts';
import { relayWindow, type WindowRelay } from './window-relay.ts';
import { windowFor } from './window-for.ts';
import { windowStart, type WindowStart } from './window-start.ts';
import { readWindowState, rememberWindowState } from './window-state.ts';

export type AppWindows = {
  readonly open: (workspace: string | null) => void;
  /** Brings the app to the front, with a workspace in the window that `windowFor` says. */
  readonly openOrFocus: (workspace: string | null) => void;
  readonly command: (command: Payload<'menu.command'>) => void;
  readonly count: () => number;
};

type Options = {
  readonly engine: EngineProcess;
  readonly log: Logger;
  readonly logFolder: string;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
};

/** Every window of the app, each with its own connection to the engine. */
export function createAppWindows({ engine, log, logFolder, settings, secrets }: Options): AppWindows {
  const opened = new Map<BrowserWindow, { readonly relay: WindowRelay; readonly start: WindowStart }>();
  const wakeLock = createWakeLock();
  settings.onChange((now) => opened.forEach(({ relay }) => relay.announce('settings.changed', now)));
  // Seen behind the page while a window is made larger.
  nativeTheme.on('updated', () => opened.forEach((_, window) => window.setBackgroundColor(pageColour())));

  const windows: AppWindows = {
    open(workspace) {
      const front = BrowserWindow.getFocusedWindow() ?? [...opened.keys()].at(-1) ?? null;
      const { bounds, isMaximized } = readWindowState(front);
      const window = new BrowserWindow({
        ...bounds,
        minWidth: 640,
        minHeight: 480,
        show: false,
        title: 'Negscope',
        backgroundColor: pageColour(),
        webPreferences: {
          preload: join(import.meta.dirname, '..', 'preload', 'preload.cjs'),
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          webSecurity: true,
          webviewTag: false,
          spellcheck: false,
        },
      });
      if (isMaximized) window.maximize();
      rememberWindowState(window);
      const start = windowStart(workspace);
      const handlers = createMainHandlers({
        window,
        engine,
        logFolder,
        settings,
        secrets,
        start,
        openWindow: windows.open,
      });
      const work = createWindowWork({ window, wakeLock, mayNotify: () => settings.read().notify });
      opened.set(window, { relay: relayWindow(window.webContents, engine, handlers, work, secrets), start });
      window.on('closed', () => opened.delete(window));
      window.once('ready-to-show', () => window.show());
      window.webContents.on('render-process-gone', (_event, { reason }) => {
        log.error('window-gone', { reason });
        if (reason === 'clean-exit' || window.isDestroyed()) return;
        opened.get(window)?.relay.leave();
        start.crashed(reason);
        window.reload();
      });
      void window.loadURL(`${appOrigin}/index.html`);
    },
    openOrFocus(workspace) {
      const all = [...opened];
      const goesTo = windowFor(
        all.map(([window, { start }]) => ({ shown: start.shown(), isFocused: window.isFocused() })),
        workspace,
      );
      const found = goesTo.kind === 'new' ? undefined : all[goesTo.at];
      if (found === undefined) {
        windows.open(workspace);
        return;
      }
      const [window, { relay, start }] = found;
      if (window.isMinimized()) window.restore();
      window.focus();
      if (workspace === null || goesTo.kind !== 'show') return;
      start.shows(workspace);
      relay.announce('workspace.requested', { path: workspace });
    },
    command(command) {
      const window = BrowserWindow.getFocusedWindow();
      if (window !== null) opened.get(window)?.relay.announce('menu.command', command);
    },
    count: () => opened.size,
  };
  return windows;
}

/** The page's own colour (theme.css) in the theme on screen. */
function pageColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#13171b' : '#f3f5f7';
}
