import { Menu, type MenuItemConstructorOptions } from 'electron';
import { appCommands, type AppCommand } from '../../shared/app-commands.ts';
import type { AppWindows } from './app-windows.ts';

const isMac = process.platform === 'darwin';

/** The menu of each platform; commands go to the window that has the focus. What the palette lists is here as well. */
export function installMenu(windows: AppWindows): void {
  const item = ({ id, label, keys, isPageKey }: AppCommand): MenuItemConstructorOptions => ({
    id,
    label,
    ...(keys === null ? {} : { accelerator: keys }),
    // Shown beside the command, but left to the page: a text field has its own undo.
    ...(isPageKey === true ? { registerAccelerator: false } : {}),
    click: () => windows.command(id),
  });
  const itemsOf = (menu: AppCommand['menu']): MenuItemConstructorOptions[] =>
    appCommands.filter((command) => command.menu === menu && !(isMac && isInAppMenu(command))).map(item);
  const appItems = appCommands.filter(isInAppMenu).map(item);

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [macMenu(appItems)] : []),
      {
        label: 'File',
        submenu: [
          { label: 'New Window', accelerator: 'CmdOrCtrl+Shift+N', click: () => windows.open(null) },
          ...itemsOf('File'),
          { type: 'separator' },
          { role: isMac ? 'close' : 'quit' },
        ],
      },
      { role: 'editMenu' },
      { label: 'Setting', submenu: itemsOf('Setting') },
      { label: 'Go', submenu: itemsOf('Go') },
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
      { role: 'help', submenu: itemsOf('Help') },
    ]),
  );
}

/** What macOS has in the menu with the app's name. */
function isInAppMenu({ id }: AppCommand): boolean {
  return id === 'about' || id === 'settings';
}

function macMenu(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      ...items,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}
