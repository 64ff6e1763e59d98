import { useState } from 'react';
import { useApp, useFrom } from '../../app-context.ts';
import { keysHere } from '../../text/keys-here.ts';

type AnnotatorPanelProps = {
  readonly annotator: string;
  /** Everybody who labelled in this workspace. */
  readonly others: readonly string[];
};

/** Who is labelling; remembered on this computer. */
export function AnnotatorPanel({ annotator, others }: AnnotatorPanelProps) {
  const { settings } = useApp();
  const { change } = useFrom(settings, (state) => state);
  const isOn = useFrom(settings, (state) => state.settings?.singleKeys ?? true);
  const [draft, setDraft] = useState<string | null>(null);
  const name = draft ?? annotator;
  const isChanged = name.trim() !== '' && name.trim() !== annotator;
  const rest = others.filter((one) => one !== annotator);
  return (
    <form
      className="panel annotator-panel"
      aria-label="Who is labelling"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isChanged) return;
        void change({ annotator: name.trim() }).then(() => setDraft(null));
      }}
    >
      <label className="field inline">
        <span>You are</span>
        <input
          type="text"
          value={name}
          maxLength={200}
          placeholder="your name or initials"
          autoComplete="off"
          onChange={(event) => setDraft(event.target.value)}
        />
      </label>
      {isChanged ? (
        <button type="submit" className="button primary">
          {annotator === '' ? 'Go on' : 'Change'}
        </button>
      ) : null}
      {rest.length > 0 ? (
        <span className="secondary wrap">
          also here: <bdi>{rest.slice(0, 5).join(', ')}</bdi>
          {rest.length > 5 ? ` and ${rest.length - 5} more` : ''}
        </span>
      ) : null}
      <label
        className="check push-right"
        title={`Off: labels are given by their buttons only. ${keysHere('CmdOrCtrl+Z')} still undoes.`}
      >
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => void change({ singleKeys: event.target.checked })}
        />
        Single keys give labels
      </label>
    </form>
  );
}
