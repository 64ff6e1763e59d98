import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { appCalls } from '../../../shared/ipc/app-calls.ts';
import type { SettingsCalls } from './settings-handlers.ts';

type ShellCalls = Exclude<keyof typeof appCalls, SettingsCalls>;

/** What the main process answers: dialogs that choose at once, a short list of recent workspaces. */
export function shellHandlers(existing: ReadonlySet<string>): Handlers<ShellCalls, AbortSignal> {
  const recent = [
    { path: '/data/scifact.negscope', name: 'scifact', openedAt: '2026-11-20T09:12:00Z', exists: true },
    { path: '/mnt/usb/xquad-de.negscope', name: 'xquad-de', openedAt: '2026-11-02T17:40:00Z', exists: false },
  ];
  return {
    'window.start': async () => ({ workspace: null, crash: null }),
    'app.info': async () => ({
      version: '0.1.0',
      electron: '45.4.1',
      platform: 'linux',
      logFile: '/home/ada/.config/negscope/logs/main.log',
      canUpdate: false,
    }),
    'dialog.chooseData': async () => ['/data/scifact'],
    'dialog.chooseWorkspace': async () => '/data/scifact.negscope',
    'dialog.chooseModelFolder': async () => '/models/bge-small-en-v1.5',
    'dialog.chooseLabels': async () => '/home/ada/labels.jsonl',
    'dialog.chooseTarget': async ({ suggestedName }) => `/home/ada/${suggestedName}`,
    'recent.list': async () => [...recent],
    'recent.add': async ({ path }) => {
      const at = recent.findIndex((item) => item.path === path);
      if (at >= 0) recent.splice(at, 1);
      const name = path.replace(/^.*\//u, '').replace(/\.negscope$/u, '');
      recent.unshift({ path, name, openedAt: '2026-11-25T20:00:00Z', exists: true });
    },
    'recent.remove': async ({ path }) => {
      const at = recent.findIndex((item) => item.path === path);
      if (at >= 0) recent.splice(at, 1);
    },
    'sample.locate': async () => ({
      data: '/app/resources/sample',
      workspace: '/home/ada/sample.negscope',
      exists: existing.has('/home/ada/sample.negscope'),
    }),
    'workspace.suggestPath': async ({ data }) => `${data.replace(/\.[a-z.]+$/, '')}.negscope`,
    'window.openWorkspace': async () => undefined,
    'engine.restart': async () => undefined,
  };
}
