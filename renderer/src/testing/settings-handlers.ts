import { AppSettings } from '../../../shared/domain/app-settings.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';

export type SettingsCalls =
  | 'settings.read'
  | 'settings.write'
  | 'dialog.chooseFolder'
  | 'cache.measure'
  | 'cache.clear'
  | 'engine.doctor';

/** Settings that live as long as the page. `?tour` in the address starts the tour. */
export function settingsHandlers(): Handlers<SettingsCalls, AbortSignal> {
  let settings = AppSettings.parse({
    tourDone: !new URLSearchParams(globalThis.location?.search ?? '').has('tour'),
  });
  let bytes = 96_400_000;
  return {
    'settings.read': async () => settings,
    'settings.write': async (patch) => (settings = AppSettings.parse({ ...settings, ...patch })),
    'dialog.chooseFolder': async () => '/home/ada/cache',
    'cache.measure': async () => ({
      folder: '/home/ada/.config/negscope/cache',
      bytes,
      files: bytes > 0 ? 23 : 0,
    }),
    'cache.clear': async () => void (bytes = 0),
    'engine.doctor': async () => ({
      version: '0.1.0',
      node: '24.1.0',
      electron: '45.4.1',
      platform: 'linux x64, 6.8.0',
      cpus: 8,
      threads: 4,
      memory: { total_bytes: 16e9, free_bytes: 7e9 },
      disk: { path: '/home/ada', free_bytes: 120e9 },
      libraries: { duckdb: '1.5.5', onnxruntime: '1.30.0' },
      devices: [
        { name: 'CPU', available: true, reason: '' },
        { name: 'WebGPU', available: false, reason: 'no adapter was found' },
      ],
      chosen: { name: 'CPU', reason: 'the only device that is there' },
      missing: [],
    }),
  };
}
