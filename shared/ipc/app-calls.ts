import { z } from 'zod';
import { commandIds } from '../app-commands.ts';
import { AppSettings, AppSettingsPatch } from '../domain/app-settings.ts';
import { AbsolutePath, call } from './call.ts';

const RecentWorkspace = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: z.string(),
  exists: z.boolean(),
});
export type RecentWorkspace = z.infer<typeof RecentWorkspace>;

/** Answered by the main process: dialogs, recent files, versions. */
export const appCalls = {
  'app.info': call(
    'main',
    z.void(),
    z.object({
      version: z.string(),
      electron: z.string(),
      platform: z.string(),
      logFile: z.string(),
      /** Whether this copy knows where newer versions are. */
      canUpdate: z.boolean(),
    }),
  ),
  /** What the page shows first: the workspace that it was asked to open or showed before, and, in a clause, why the page before it ended. */
  'window.start': call(
    'main',
    z.void(),
    z.object({ workspace: z.string().nullable(), crash: z.string().nullable() }),
  ),
  'dialog.chooseData': call('main', z.void(), z.array(AbsolutePath)),
  'dialog.chooseWorkspace': call('main', z.void(), AbsolutePath.nullable()),
  'dialog.chooseModelFolder': call('main', z.void(), AbsolutePath.nullable()),
  /** A file with labels made elsewhere. */
  'dialog.chooseLabels': call('main', z.void(), AbsolutePath.nullable()),
  /** Where to create a workspace or an export; null when the person changed their mind. */
  'dialog.chooseTarget': call(
    'main',
    z.object({ title: z.string(), suggestedName: z.string() }),
    AbsolutePath.nullable(),
  ),
  'recent.list': call('main', z.void(), z.array(RecentWorkspace)),
  'recent.add': call('main', z.object({ path: AbsolutePath }), z.void()),
  'recent.remove': call('main', z.object({ path: AbsolutePath }), z.void()),
  /** The folder of the bundled sample and where its workspace belongs; the window imports it like any other data. */
  'sample.locate': call(
    'main',
    z.void(),
    z.object({ data: AbsolutePath, workspace: AbsolutePath, exists: z.boolean() }),
  ),
  /** A workspace path for data, beside it where that folder can be written, else in the documents folder. */
  'workspace.suggestPath': call('main', z.object({ data: AbsolutePath }), AbsolutePath),
  'window.openWorkspace': call('main', z.object({ path: AbsolutePath.nullable() }), z.void()),
  /** Starts the engine again, also one that runs: settings of the engine count from then on. */
  'engine.restart': call('main', z.void(), z.void()),
  'settings.read': call('main', z.void(), AppSettings),
  'settings.write': call('main', AppSettingsPatch, AppSettings),
  'dialog.chooseFolder': call('main', z.object({ title: z.string() }), AbsolutePath.nullable()),
  /** Downloaded models and what is computed from them; workspaces are not in it. */
  'cache.measure': call(
    'main',
    z.void(),
    z.object({ folder: AbsolutePath, bytes: z.number().nonnegative(), files: z.int().nonnegative() }),
  ),
  'cache.clear': call('main', z.void(), z.void()),
};

export const EngineState = z.object({
  state: z.enum(['running', 'restarting', 'stopped']),
  /** Why it ended, when it did: a sentence to show. */
  reason: z.string().nullable(),
  restarts: z.int().nonnegative(),
});
export type EngineState = z.infer<typeof EngineState>;

export const appEvents = {
  'engine.state': EngineState,
  /** A menu command for the window that has the focus. */
  'menu.command': z.enum(commandIds),
  /** Some window changed them. */
  'settings.changed': AppSettings,
  /** A file or folder was opened from outside: double-click, second start. */
  'workspace.requested': z.object({ path: AbsolutePath }),
  /** Somebody, this window too, may have stored something in it; `labels`: what is said or decided of pairs. */
  'workspace.changed': z.object({ workspace: AbsolutePath, labels: z.boolean() }),
};
