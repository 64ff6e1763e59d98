import { app, nativeTheme } from 'electron';
import { join } from 'node:path';
import { AppSettings, type AppSettingsPatch } from '../../shared/domain/app-settings.ts';
import type { Surroundings } from '../engine/surroundings.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

export type SettingsFile = {
  readonly read: () => AppSettings;
  readonly write: (patch: AppSettingsPatch) => AppSettings;
  readonly onChange: (listener: (settings: AppSettings) => void) => () => void;
  /** What of them the engine is started with. */
  readonly engineStart: () => Pick<Surroundings, 'cacheFolder'> &
    Partial<Pick<Surroundings, 'threads' | 'device'>>;
};

/** `settings.json` in the app's folder: read once, written at each change, the same for all windows. */
export function openSettingsFile(): SettingsFile {
  const file = join(app.getPath('userData'), 'settings.json');
  const listeners = new Set<(settings: AppSettings) => void>();
  let settings = readJsonFile(file, AppSettings, AppSettings.parse({}));
  nativeTheme.themeSource = settings.theme;
  return {
    read: () => settings,
    write(patch) {
      settings = AppSettings.parse({ ...settings, ...patch });
      nativeTheme.themeSource = settings.theme;
      writeJsonFile(file, settings);
      for (const listener of listeners) listener(settings);
      return settings;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    engineStart: () => ({
      cacheFolder: settings.cacheFolder ?? defaultCacheFolder(),
      ...(settings.threads === null ? {} : { threads: settings.threads }),
      ...(settings.device === 'auto' ? {} : { device: settings.device }),
    }),
  };
}

function defaultCacheFolder(): string {
  return join(app.getPath('userData'), 'cache');
}
