import { z } from 'zod';
import { MiningSettings } from '../domain/mining-settings.ts';
import { AbsolutePath, call } from './call.ts';

/** A setting that somebody gave a name. Names lie in the workspace, so that the window and `--setting NAME` find the same. */
export const NamedSetting = z.object({ name: z.string().trim().min(1).max(80), settings: MiningSettings });
export type NamedSetting = z.infer<typeof NamedSetting>;

const Workspace = z.object({ workspace: AbsolutePath });
const Names = z.array(NamedSetting);

/** Answered by the engine. Each answers with all names, in alphabetical order. */
export const settingCalls = {
  'setting.list': call('engine', Workspace, Names),
  /** Replaces the setting of the same name. */
  'setting.save': call('engine', Workspace.extend(NamedSetting.shape), Names),
  'setting.remove': call('engine', Workspace.extend({ name: z.string() }), Names),
};
