import type { WorkspaceSummary } from '../../../../shared/ipc/data-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { methodTexts } from '../../setting/methods.ts';
import { formatCount } from '../../text/format-number.ts';
import { settingValueText } from '../annotate/setting-value-text.ts';
import { pairTexts } from './pair-texts.ts';
import { readCount } from './read-number.ts';
import { runOf } from './use-judge-input.ts';

/** Which pairs are judged, and so what their answers can say. */
export function PairsPanel({ runs }: { readonly runs: WorkspaceSummary['runs'] }) {
  const { judge, setting } = useStores();
  const draft = useFrom(judge, (state) => state.draft);
  const { change } = useFrom(judge, (state) => state);
  const run = runOf(
    runs.map((one) => one.run),
    draft.run,
  );
  const { method, settings } = useFrom(setting, (state) => state.history.present);
  const chosen = pairTexts.find(({ value }) => value === draft.what);
  return (
    <Panel title="Pairs">
      <div className="setting-rows">
        <label className="setting-row">
          <span>Run</span>
          <select
            className="wide-input"
            value={run ?? ''}
            disabled={runs.length === 0}
            onChange={(event) => change({ run: event.target.value })}
          >
            {runs.length === 0 ? <option value="">none yet</option> : null}
            {runs.map((one) => (
              <option key={one.run} value={one.run}>
                {one.run}
                {one.supplied ? ' (came with the data)' : ''}
              </option>
            ))}
          </select>
        </label>
        <div className="setting-row">
          <span>Which</span>
          <Segmented
            label="Which pairs"
            value={draft.what}
            options={pairTexts}
            onChange={(what) => change({ what })}
          />
        </div>
        <div className="setting-row">
          <span>At most</span>
          <TypedField
            label="Most pairs"
            mustBe="a whole number from 1 up, or empty"
            widthCh={8}
            text={draft.limit === null ? '' : formatCount(draft.limit)}
            onCommit={(typed) => {
              const limit = typed.trim() === '' ? null : readCount(typed);
              if (Number.isNaN(limit) || limit === 0) return false;
              change({ limit });
              return true;
            }}
            unit="pairs"
          />
          <span className="secondary">
            {draft.limit === null
              ? 'Empty: all of them, a census.'
              : 'Drawn at random; a larger number later keeps these and adds to them.'}
          </span>
        </div>
        <p className="secondary">{chosen?.sentence}</p>
        {draft.what === 'plan' ? (
          <p className="secondary">
            On screen is {methodTexts[method].label}
            {method === 'naive' ? '' : `, leaning to ${settingValueText(method, settings)}`}; the other rules
            are the run’s.
          </p>
        ) : null}
      </div>
    </Panel>
  );
}
