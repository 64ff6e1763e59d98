import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { Stores } from './stores.ts';

type Remembering = Pick<Stores, 'workspace' | 'setting'>;

/** Keeps the setting of each workspace on this computer, and begins with it when the workspace is opened again. */
export function rememberSetting({ workspace, setting }: Remembering): void {
  let kept: MiningSettings | null = null;
  workspace.subscribe(({ path }, before) => {
    if (path === null || path === before.path) return;
    kept = read(path);
    if (kept !== null) setting.getState().begin(kept);
  });
  setting.subscribe(({ history: { openStep, present } }) => {
    const { path } = workspace.getState();
    // A drag is kept when it ends: writing waits for the disk.
    if (path === null || openStep !== null || present.settings === kept) return;
    kept = present.settings;
    try {
      localStorage.setItem(keyOf(path), JSON.stringify(kept));
    } catch {
      // Without storage it lasts for this window.
    }
  });
}

function read(path: string): MiningSettings | null {
  try {
    const stored = localStorage.getItem(keyOf(path));
    return stored === null ? null : (MiningSettings.safeParse(JSON.parse(stored)).data ?? null);
  } catch {
    return null;
  }
}

function keyOf(path: string): string {
  return `negscope.setting:${path}`;
}
