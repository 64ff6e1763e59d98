import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import { accessSync, constants, existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { CallsOf, Handlers } from '../../shared/ipc/contract.ts';
import type { SettingsFile } from './app-settings.ts';
import { clearCache, measureFolder } from './cache-folder.ts';
import type { EngineProcess } from './engine-process.ts';
import { addRecent, listRecent, removeRecent } from './recent-workspaces.ts';
import type { Secrets } from './secrets.ts';
import { hasUpdateFeed } from './updates.ts';
import type { WindowStart } from './window-start.ts';
import { workspaceIn } from './workspace-argument.ts';

type Options = {
  readonly window: BrowserWindow;
  readonly engine: EngineProcess;
  readonly logFolder: string;
  readonly settings: SettingsFile;
  readonly secrets: Secrets;
  readonly start: WindowStart;
  readonly openWindow: (workspace: string | null) => void;
};

/** The calls that the main process answers: nothing here is slow. */
export function createMainHandlers(options: Options): Handlers<CallsOf<'main'>, AbortSignal> {
  const { window, engine, logFolder, settings, secrets, start, openWindow } = options;

  const choose = async (question: OpenDialogOptions): Promise<string[]> =>
    (await dialog.showOpenDialog(window, question)).filePaths;

  return {
    'secrets.list': async () => secrets.list(),
    async 'secrets.save'(choice) {
      secrets.save(choice);
      return secrets.list();
    },
    'secrets.find': async ({ endpoint }) => secrets.find(endpoint),
    async 'secrets.remove'({ endpoint }) {
      secrets.remove(endpoint);
      return secrets.list();
    },
    'window.start': async () => start.take(),
    'app.info': async () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: process.platform,
      logFile: join(logFolder, 'main.log'),
      canUpdate: hasUpdateFeed(),
    }),
    'dialog.chooseData': () =>
      choose({
        title: 'Import a data set',
        buttonLabel: 'Import',
        // Windows and Linux cannot choose files and folders in one dialog; folders can be dropped.
        properties:
          process.platform === 'darwin'
            ? ['openFile', 'openDirectory', 'multiSelections']
            : ['openFile', 'multiSelections'],
      }),
    'dialog.chooseWorkspace': async () => {
      const [path] = await choose({ title: 'Open a workspace', properties: ['openDirectory'] });
      if (path === undefined) return null;
      const found = workspaceIn(['', path]);
      if (found === null) {
        throw new AppError(
          'invalid-input',
          `${path} is not a workspace: choose a folder named NAME.negscope, or import data.`,
        );
      }
      return found;
    },
    'dialog.chooseModelFolder': async () =>
      (
        await choose({ title: 'Choose a model folder (Hugging Face layout)', properties: ['openDirectory'] })
      )[0] ?? null,
    'dialog.chooseLabels': async () =>
      (
        await choose({
          title: 'Choose a file with labels (JSON Lines, CSV, TREC qrels)',
          properties: ['openFile'],
        })
      )[0] ?? null,
    'dialog.chooseTarget': async ({ title, suggestedName }) => {
      const defaultPath = join(app.getPath('documents'), basename(suggestedName));
      const { filePath, canceled } = await dialog.showSaveDialog(window, { title, defaultPath });
      return canceled || filePath === '' ? null : filePath;
    },
    'recent.list': async () => listRecent(),
    async 'recent.add'({ path }) {
      start.shows(path);
      addRecent(path);
    },
    'recent.remove': async ({ path }) => removeRecent(path),
    'sample.locate': async () => {
      const resources = app.isPackaged
        ? join(process.resourcesPath, 'resources')
        : join(app.getAppPath(), 'resources');
      const sample = join(app.getPath('userData'), 'Sample.negscope');
      return {
        data: join(resources, 'sample'),
        workspace: sample,
        exists: existsSync(join(sample, 'workspace.json')),
      };
    },
    'workspace.suggestPath': async ({ data }) => suggestWorkspace(data),
    'window.openWorkspace': async ({ path }) => openWindow(path),
    'engine.restart': async () => engine.restart(),
    'settings.read': async () => settings.read(),
    'settings.write': async (patch) => settings.write(patch),
    'dialog.chooseFolder': async ({ title }) =>
      (await choose({ title, properties: ['openDirectory', 'createDirectory'] }))[0] ?? null,
    'cache.measure': async () => {
      const { cacheFolder: folder } = settings.engineStart();
      return { folder, ...(await measureFolder(folder)) };
    },
    'cache.clear': () => clearCache(settings.engineStart().cacheFolder, settings.read().cacheFolder === null),
  };
}

/** `NAME.negscope` beside the data, or in the documents folder where that cannot be written; numbered when taken. */
function suggestWorkspace(data: string): string {
  const name =
    basename(data)
      .replace(/\.(gz|zst)$/, '')
      .replace(/\.[^.]+$/, '') || 'data';
  const folder = isWritable(dirname(data)) ? dirname(data) : app.getPath('documents');
  for (let number = 1; ; number++) {
    const path = join(folder, `${name}${number === 1 ? '' : ` ${number}`}.negscope`);
    if (!existsSync(path)) return path;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
