import { useEffect } from 'react';
import { appCommands, type CommandId } from '../../../shared/app-commands.ts';
import type { AppSettingsStore } from '../stores/app-settings.ts';
import type { Stores } from '../stores/stores.ts';
import { runCommand } from './run-command.ts';

/** Menu commands, workspaces opened from outside, and the keys that work on every screen. */
export function useCommands(stores: Stores, settings: AppSettingsStore): void {
  useEffect(() => {
    const stopMenu = stores.api.on('menu.command', (command) => runCommand(stores, settings, command));
    const stopRequests = stores.api.on('workspace.requested', ({ path }) => void stores.openWorkspace(path));
    const onKey = (event: KeyboardEvent): void => handleKey(stores, settings, event);
    window.addEventListener('keydown', onKey);
    return () => {
      stopMenu();
      stopRequests();
      window.removeEventListener('keydown', onKey);
    };
  }, [stores, settings]);
}

function handleKey(stores: Stores, settings: AppSettingsStore, event: KeyboardEvent): void {
  const { overlay, screen } = stores.navigation.getState();
  if (overlay.kind !== 'none') return;
  const isTyping = isTextField(event.target);
  const run = (command: CommandId): void => {
    runCommand(stores, settings, command);
    // Handled here, the menu's own key does not come as well.
    event.preventDefault();
  };
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase();
    const isSettingShown = screen === 'tune' || screen === 'query' || screen === 'starvation';
    if (isSettingShown && !isTyping && (key === 'z' || key === 'y')) {
      const direction = key === 'y' || event.shiftKey ? 'redo' : 'undo';
      if (screen === 'query' && stores.undoOrder[direction]() === 'decision') {
        event.preventDefault();
        void stores.relabel.getState()[direction]();
      } else run(`${direction}-setting`);
      return;
    }
    const wanted = `CmdOrCtrl+${event.shiftKey ? 'Shift+' : ''}${key.toUpperCase()}`;
    const command = appCommands.find(({ keys, isPageKey }) => keys === wanted && isPageKey !== true);
    if (command && !event.altKey) run(command.id);
  } else if (event.key === '?' && !isTyping) {
    run('shortcuts');
  } else if (event.key === 'F1') {
    run('help');
  }
}

/** True while letters belong to a field. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement && !['range', 'radio', 'checkbox', 'button'].includes(target.type)
  );
}
