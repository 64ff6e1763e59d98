import { useState, type FormEvent } from 'react';
import { useStores } from '../../app-context.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogActions } from '../../components/dialog-actions.tsx';
import { describeSetting } from '../../setting/describe-setting.ts';
import { newRun, useNewRun } from './use-new-run.ts';

/** Names the setting on screen and stores what it selects. */
export function StoreRunDialog({ onClose }: { readonly onClose: () => void }) {
  const { runs, navigation } = useStores();
  const next = useNewRun();
  const [typed, setTyped] = useState<string | null>(null);
  const [isReplacing, setReplacing] = useState(false);
  if (!next) return null;
  const name = typed ?? next.suggested;
  const isTaken = next.taken.includes(name.trim());
  const isGiven = next.given.includes(name.trim());
  const mayStore = name.trim() !== '' && !isGiven && (!isTaken || isReplacing);
  function store(event: FormEvent): void {
    event.preventDefault();
    if (!next || !mayStore) return;
    runs.getState().store(newRun(next, name.trim(), isTaken && isReplacing));
    onClose();
    navigation.getState().go('runs');
  }
  return (
    <Dialog title="Store run" onClose={onClose}>
      <form onSubmit={store} className="stack small pad">
        <p className="secondary">
          Stores what this setting selects, with everything that makes it again:{' '}
          {describeSetting(next.settings)}; teacher {next.teacher}, split {next.split}
          {next.supplied === undefined ? '' : `, of the negatives in ${next.supplied}`}.
        </p>
        <label className="field">
          <span>Name</span>
          <input
            type="text"
            value={name}
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        {isGiven ? (
          <p className="field-error" role="alert">
            This run came with the data and cannot be made again: choose another name.
          </p>
        ) : isTaken ? (
          <label className="check">
            <input
              type="checkbox"
              checked={isReplacing}
              onChange={(event) => setReplacing(event.target.checked)}
            />
            <span>A run with this name is there. Replace it.</span>
          </label>
        ) : null}
        <DialogActions onClose={onClose}>
          <button type="submit" className="button primary" disabled={!mayStore}>
            Store
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
