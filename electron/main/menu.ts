import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { AppWindows } from './app-windows.ts';

/** The menu of each platform; commands go to the window that has the focus. */
export function installMenu(windows: AppWindows): void {
  const mac: MenuItemConstructorOptions[] = process.platform === 'darwin' ? [{ role: 'appMenu' }] : [];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...mac,
      {
        label: 'File',
        submenu: [
          { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: () => windows.open(null) },
          {
            label: 'Start Screen',
            accelerator: 'CmdOrCtrl+Shift+H',
            click: () => windows.command('start-screen'),
          },
          { type: 'separator' },
          { label: 'Import Data…', accelerator: 'CmdOrCtrl+I', click: () => windows.command('open-data') },
          {
            label: 'Open Workspace…',
            accelerator: 'CmdOrCtrl+O',
            click: () => windows.command('open-workspace'),
          },
          { label: 'Export…', accelerator: 'CmdOrCtrl+E', click: () => windows.command('export') },
          { type: 'separator' },
          { role: process.platform === 'darwin' ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
          { role: 'toggleDevTools' },
        ],
      },
      { role: 'windowMenu' },
      {
        role: 'help',
        submenu: [{ label: 'How to Use Negscope', accelerator: 'F1', click: () => windows.command('help') }],
      },
    ]),
  );
}
