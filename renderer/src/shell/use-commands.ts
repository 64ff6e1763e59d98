import { useEffect } from 'react';
import { assertNever } from '../../../shared/assert.ts';
import type { Payload } from '../../../shared/ipc/contract.ts';
import { askPath } from '../stores/ask-path.ts';
import type { Stores } from '../stores/stores.ts';

/** Menu commands, workspaces opened from outside, and the keys that work on every screen. */
export function useCommands(stores: Stores): void {
  useEffect(() => {
    const stopMenu = stores.api.on('menu.command', (command) => runCommand(stores, command));
    const stopRequests = stores.api.on('workspace.requested', ({ path }) => void stores.openWorkspace(path));
    const onKey = (event: KeyboardEvent): void => handleKey(stores, event);
    window.addEventListener('keydown', onKey);
    return () => {
      stopMenu();
      stopRequests();
      window.removeEventListener('keydown', onKey);
    };
  }, [stores]);
}

function runCommand(stores: Stores, command: Payload<'menu.command'>): void {
  switch (command) {
    case 'open-data':
      void chooseData(stores);
      return;
    case 'open-workspace':
      void chooseWorkspace(stores);
      return;
    case 'start-screen':
      stores.navigation.getState().go('start');
      return;
    case 'export':
      if (stores.view.getState().ready) stores.navigation.getState().show({ kind: 'export', run: null });
      return;
    case 'help':
      stores.navigation.getState().show({ kind: 'shortcuts' });
      return;
    default:
      assertNever(command);
  }
}

export async function chooseData({ api, navigation, openPaths }: Stores): Promise<void> {
  openPaths((await askPath(navigation, api.call('dialog.chooseData', undefined))) ?? []);
}

export async function chooseWorkspace({ api, navigation, openWorkspace }: Stores): Promise<void> {
  const path = await askPath(navigation, api.call('dialog.chooseWorkspace', undefined));
  if (path !== null) await openWorkspace(path);
}

function handleKey(stores: Stores, event: KeyboardEvent): void {
  const { overlay, screen } = stores.navigation.getState();
  if (overlay.kind !== 'none') return;
  const isTyping = isTextField(event.target);
  const command = event.ctrlKey || event.metaKey;
  const isSettingShown = screen === 'tune' || screen === 'query' || screen === 'starvation';
  if (command && isSettingShown && !isTyping) {
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) stores.setting.getState().undo();
    else if (key === 'y' || (key === 'z' && event.shiftKey)) stores.setting.getState().redo();
    else return;
    event.preventDefault();
  } else if (event.key === '?' && !isTyping && !command) {
    stores.navigation.getState().show({ kind: 'shortcuts' });
    event.preventDefault();
  }
}

/** True while letters belong to a field. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['range', 'radio', 'checkbox', 'button'].includes(target.type)
  );
}
