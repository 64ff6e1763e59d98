import type { Handlers } from '../../../shared/ipc/contract.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import { readNamedSettings, writeNamedSettings } from '../settings/named-settings.ts';

type SettingCalls = 'setting.list' | 'setting.save' | 'setting.remove';

/** Settings with names, kept beside the data they are for. */
export function createSettingHandlers({ workspaces }: Engine): Handlers<SettingCalls, AbortSignal> {
  async function writablePath(workspace: string): Promise<string> {
    const { path, readOnly } = await workspaces.open(workspace);
    if (readOnly) throw new AppError('read-only', `${path} is read-only; copy it to keep named settings`);
    return path;
  }
  return {
    async 'setting.list'({ workspace }) {
      const { path } = await workspaces.open(workspace);
      return readNamedSettings(path);
    },
    async 'setting.save'({ workspace, name, settings }) {
      const path = await writablePath(workspace);
      const others = (await readNamedSettings(path)).filter((one) => one.name !== name);
      return writeNamedSettings(path, [...others, { name, settings }]);
    },
    async 'setting.remove'({ workspace, name }) {
      const path = await writablePath(workspace);
      const all = await readNamedSettings(path);
      const others = all.filter((one) => one.name !== name);
      if (others.length === all.length) throw new AppError('not-found', `no setting is called "${name}"`);
      return writeNamedSettings(path, others);
    },
  };
}
