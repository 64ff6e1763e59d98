import { useMemo, useState, type KeyboardEvent } from 'react';
import { appCommands, type AppCommand } from '../../../shared/app-commands.ts';
import { useFrom, useStores } from '../app-context.ts';
import { Dialog } from '../components/dialog.tsx';
import { latestValue } from '../stores/request.ts';
import { keysHere } from '../text/keys-here.ts';
import { findCommands } from './find-commands.ts';
import { useRunCommand } from './run-command.ts';

/** Every command by a few letters of its name. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const { workspace } = useStores();
  const isOpen = latestValue(useFrom(workspace, (state) => state.summary)) !== null;
  const run = useRunCommand();
  const [typed, setTyped] = useState('');
  const [place, setPlace] = useState(0);
  const found = useMemo(
    () =>
      findCommands(
        appCommands.filter(
          (command) => command.id !== 'palette' && (isOpen || command.needsWorkspace !== true),
        ),
        typed,
      ),
    [typed, isOpen],
  );
  const chosen = found[Math.min(place, found.length - 1)];

  function execute(command: AppCommand | undefined): void {
    if (!command) return;
    onClose();
    run(command.id);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by !== 0) {
      event.preventDefault();
      setPlace((found.length + Math.min(place, found.length - 1) + by) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      execute(chosen);
    }
  }
  return (
    <Dialog title="Commands" onClose={onClose}>
      <div className="palette">
        <input
          type="text"
          className="palette-input"
          role="combobox"
          aria-label="Command"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={chosen ? `command-${chosen.id}` : undefined}
          placeholder="What do you want to do?"
          // The dialog gives the focus to what has this attribute; React's property of the name does not set it.
          ref={(own) => own?.setAttribute('autofocus', '')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setPlace(0);
          }}
          onKeyDown={onKeyDown}
        />
        <ul id="palette-list" role="listbox" aria-label="Commands">
          {found.map((command) => (
            <li
              key={command.id}
              id={`command-${command.id}`}
              role="option"
              aria-selected={command === chosen}
              onClick={() => execute(command)}
            >
              <span className="secondary">{command.menu}</span>
              <span>{command.label}</span>
              {command.keys === null ? null : <kbd>{keysHere(command.keys)}</kbd>}
            </li>
          ))}
        </ul>
        {found.length === 0 ? (
          <p className="pad secondary" role="status">
            No command has these letters. Fewer letters find more.
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
