import { app } from 'electron';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from '../engine/log.ts';
import type { SettingsFile } from './app-settings.ts';

/** Whether this copy was packaged with a place to look for newer ones (`NEGSCOPE_UPDATES_URL`). */
export function hasUpdateFeed(): boolean {
  return app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'));
}

/**
 * Looks once for a newer version where a person asked for it: nothing is asked of any server otherwise. A newer one is fetched, its
 * signature checked, and installed when the app is next closed; the system's notice says so. Failures only go to the log.
 */
export async function lookForUpdates(settings: SettingsFile, log: Logger): Promise<void> {
  if (!hasUpdateFeed() || !settings.read().checkForUpdates) return;
  try {
    const { default: updater } = await import('electron-updater');
    updater.autoUpdater.logger = null;
    const found = await updater.autoUpdater.checkForUpdatesAndNotify();
    log.info('updates-asked', { newest: found?.updateInfo.version ?? null });
  } catch (error) {
    log.warn('updates-failed', { message: error instanceof Error ? error.message : String(error) });
  }
}
