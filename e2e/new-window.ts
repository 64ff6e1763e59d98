import type { ElectronApplication, Page } from '@playwright/test';

/** Chooses New Window in the app's menu. */
export async function openNewWindow(app: ElectronApplication): Promise<Page> {
  const opening = app.waitForEvent('window');
  await app.evaluate(({ Menu }) => {
    const labelled = (items: readonly Electron.MenuItem[]): Electron.MenuItem | undefined =>
      items
        .map((item) => (item.label === 'New Window' ? item : item.submenu && labelled(item.submenu.items)))
        .find(Boolean);
    labelled(Menu.getApplicationMenu()?.items ?? [])?.click();
  });
  return opening;
}
