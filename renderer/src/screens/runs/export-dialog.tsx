import { useEffect, useState } from 'react';
import { formatsWithCandidates, type ExportFormat } from '../../../../shared/ipc/run-calls.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogActions } from '../../components/dialog-actions.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { KindList } from '../../components/kind-list.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { describeSetting } from '../../setting/describe-setting.ts';
import { askPath } from '../../stores/ask-path.ts';
import { HonouredDecisions } from '../relabel/honoured-decisions.tsx';
import { exportFormats } from './export-formats.ts';
import { ExportResult } from './export-result.tsx';
import { newRun, useNewRun } from './use-new-run.ts';

type ExportDialogProps = {
  /** A stored run, or null for the setting on screen, which is stored first. */
  readonly run: string | null;
  readonly onClose: () => void;
};

/** Absent, true and false of `run.export`. */
const scoreChoices = ['format', 'everywhere', 'none'] as const;
type ScoreChoice = (typeof scoreChoices)[number];

/** Writes a run in the format of a trainer. */
export function ExportDialog({ run, onClose }: ExportDialogProps) {
  const { api, runs, navigation } = useStores();
  const exported = useFrom(runs, (state) => state.exported);
  const next = useNewRun();
  const [name, setName] = useState(run ?? next?.suggested ?? '');
  const [format, setFormat] = useState<ExportFormat>('negscope');
  const [candidates, setCandidates] = useState(false);
  const [scores, setScores] = useState<ScoreChoice>('format');
  const [isAsked, setAsked] = useState(false);
  useEffect(() => runs.getState().forgetExport(), [runs]);
  const chosen = exportFormats.find((one) => one.format === format);
  const isRunning = exported.kind === 'running';
  const hasPlace = formatsWithCandidates.has(format);

  async function choosePlaceAndExport(): Promise<void> {
    const out = await askPath(
      navigation,
      api.call('dialog.chooseTarget', {
        title: 'Export',
        suggestedName: `${name}-${format}${chosen?.extension ?? ''}`,
      }),
    );
    if (out === null) return;
    const first = run === null && next !== null && !next.taken.includes(name) ? newRun(next, name) : null;
    const withScores = scores === 'format' ? {} : { scores: scores === 'everywhere' };
    setAsked(true);
    const choice = { run: name, format, out, candidates: candidates && hasPlace, ...withScores };
    runs.getState().export(choice, first);
  }
  if (exported.kind === 'ready') return <ExportResult exported={exported.value} onClose={onClose} />;
  return (
    <Dialog title={run === null ? 'Export this setting' : `Export ${run}`} onClose={onClose}>
      <div className="stack small pad">
        {run === null && next ? (
          <label className="field">
            <span>Stored as run</span>
            <input
              type="text"
              value={name}
              spellCheck={false}
              onChange={(event) => setName(event.target.value)}
            />
            <span className="secondary">
              {next.taken.includes(name)
                ? 'This run is stored already and is exported as it is.'
                : describeSetting(next.settings)}
            </span>
          </label>
        ) : null}
        <KindList
          label="Format"
          className="formats"
          value={format}
          options={exportFormats.map((one) => ({
            value: one.format,
            label: one.label,
            sentence: one.sentence,
          }))}
          isDisabled={isRunning}
          onChange={setFormat}
        />
        <div className="row">
          <label className="check" title="Every candidate with its verdict and every rule it failed.">
            <input
              type="checkbox"
              checked={candidates && hasPlace}
              disabled={!hasPlace}
              onChange={(event) => setCandidates(event.target.checked)}
            />
            <span>With all candidates and verdicts</span>
          </label>
          <label className="field inline">
            <span>Teacher scores</span>
            <select
              value={scores}
              title="Everywhere: also in place of labels, where the format would have 0 and 1."
              onChange={(event) =>
                setScores(scoreChoices.find((one) => one === event.target.value) ?? 'format')
              }
            >
              <option value="format">beside everything else</option>
              <option value="everywhere">also in place of labels</option>
              <option value="none">none</option>
            </select>
          </label>
        </div>
        <HonouredDecisions />
        {exported.kind === 'failed' ? (
          <ErrorPanel title="The export failed" error={exported.error} />
        ) : isAsked || isRunning ? (
          <JobList about={(about) => about === 'export'} />
        ) : null}
        <DialogActions isRunning={isRunning} onClose={onClose}>
          <button
            type="button"
            className="button primary"
            disabled={isRunning || name.trim() === ''}
            onClick={() => void choosePlaceAndExport()}
          >
            Choose place and export…
          </button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
