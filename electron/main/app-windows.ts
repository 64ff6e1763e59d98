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
  const relays = new Map<BrowserWindow, WindowRelay>();
  const starts = new WeakMap<BrowserWindow, WindowStart>();
  const wakeLock = createWakeLock();
  settings.onChange((now) => relays.forEach((relay) => relay.announce('settings.changed', now)));
  // Seen behind the page while a window is made larger.
  nativeTheme.on('updated', () => relays.forEach((_, window) => window.setBackgroundColor(pageColour())));

  const windows: AppWindows = {
    open(workspace) {
      const front = BrowserWindow.getFocusedWindow() ?? [...relays.keys()].at(-1) ?? null;
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
      starts.set(window, start);
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
      relays.set(window, relayWindow(window.webContents, engine, handlers, work, secrets));
      window.on('closed', () => relays.delete(window));
      window.once('ready-to-show', () => window.show());
      window.webContents.on('render-process-gone', (_event, { reason }) => {
        log.error('window-gone', { reason });
        if (reason === 'clean-exit' || window.isDestroyed()) return;
        relays.get(window)?.leave();
        start.crashed(reason);
        window.reload();
      });
      void window.loadURL(`${appOrigin}/index.html`);
    },
    openOrFocus(workspace) {
      const all = [...relays.keys()];
      const goesTo = windowFor(
        all.map((window) => ({
          shown: starts.get(window)?.shown() ?? null,
          isFocused: window.isFocused(),
        })),
        workspace,
      );
      const window = goesTo.kind === 'new' ? undefined : all[goesTo.at];
      if (window === undefined) {
        windows.open(workspace);
        return;
      }
      if (window.isMinimized()) window.restore();
      window.focus();
      if (workspace === null || goesTo.kind !== 'show') return;
      starts.get(window)?.shows(workspace);
      relays.get(window)?.announce('workspace.requested', { path: workspace });
    },
    command(command) {
      const window = BrowserWindow.getFocusedWindow();
      if (window !== null) relays.get(window)?.announce('menu.command', command);
    },
    count: () => relays.size,
  };
  return windows;
}

/** The page's own colour (theme.css) in the theme on screen. */
function pageColour(): string {
  return nativeTheme.shouldUseDarkColors ? '#13171b' : '#f3f5f7';
}
