import { assertNever } from '../../../shared/assert.ts';
import type { CommandId } from '../../../shared/app-commands.ts';
import { useApp } from '../app-context.ts';
import { askPath } from '../stores/ask-path.ts';
import type { AppSettingsStore } from '../stores/app-settings.ts';
import type { Screen } from '../stores/navigation.ts';
import type { Stores } from '../stores/stores.ts';

/** Runs a command of the menu or the palette; what it needs and is not there makes it do nothing. */
export function runCommand(stores: Stores, settings: AppSettingsStore, command: CommandId): void {
  const { navigation, workspace, view, setting, query } = stores;
  const isOpen = workspace.getState().path !== null;
  const isReady = view.getState().ready !== null;
  const show = navigation.getState().show;
  const go = (screen: Screen): void => {
    if (isOpen) navigation.getState().go(screen);
  };
  switch (command) {
    case 'open-data':
      return void chooseData(stores);
    case 'open-workspace':
      return void chooseWorkspace(stores);
    case 'close-workspace':
      return void stores.closeWorkspace();
    case 'start-screen':
      return navigation.getState().go('start');
    case 'store-run':
      return isReady ? show({ kind: 'store-run' }) : undefined;
    case 'export':
      return isReady ? show({ kind: 'export', run: null }) : undefined;
    case 'import-labels':
    case 'export-labels':
      return isOpen ? show({ kind: command }) : undefined;
    case 'settings':
      return navigation.getState().go('settings');
    case 'undo-setting':
      return setting.getState().undo();
    case 'redo-setting':
      return setting.getState().redo();
    case 'reset-setting':
      return setting.getState().reset();
    case 'suggest-setting':
      return isReady ? show({ kind: 'suggest-setting' }) : undefined;
    case 'relabel':
      return isOpen ? show({ kind: 'relabel' }) : undefined;
    case 'go-data':
      return go('data');
    case 'go-teachers':
      return go('teachers');
    case 'go-tune':
      return go('tune');
    case 'go-query':
      return go('query');
    case 'go-starvation':
      return go('starvation');
    case 'go-judge':
      return go('judge');
    case 'go-annotate':
      return go('annotate');
    case 'go-agreement':
      return go('agreement');
    case 'go-runs':
      return go('runs');
    case 'previous-query':
      return void query.getState().step(-1);
    case 'next-query':
      return void query.getState().step(1);
    case 'palette':
      return show({ kind: 'palette' });
    case 'help':
      return show({ kind: 'help' });
    case 'shortcuts':
      return show({ kind: 'shortcuts' });
    case 'tour':
      go('tune');
      return void settings.getState().change({ tourDone: false });
    case 'errors':
      return show({ kind: 'errors' });
    case 'about':
      return show({ kind: 'about' });
    default:
      return assertNever(command);
  }
}

export function useRunCommand(): (command: CommandId) => void {
  const { stores, settings } = useApp();
  return (command) => runCommand(stores, settings, command);
}

export async function chooseData({ api, navigation, openPaths }: Stores): Promise<void> {
  openPaths((await askPath(navigation, api.call('dialog.chooseData', undefined))) ?? []);
}

export async function chooseWorkspace({ api, navigation, openWorkspace }: Stores): Promise<void> {
  const path = await askPath(navigation, api.call('dialog.chooseWorkspace', undefined));
  if (path !== null) await openWorkspace(path);
}
