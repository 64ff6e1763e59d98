import { useEffect, useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogActions } from '../../components/dialog-actions.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { askPath } from '../../stores/ask-path.ts';
import type { LabelsExport } from '../../stores/label-files.ts';
import { ExportedLabels } from './exported-labels.tsx';

const formats = [
  { value: 'jsonl', label: 'JSON Lines', title: 'All of it; can be imported again' },
  { value: 'csv', label: 'CSV', title: 'The same, for spreadsheets; can be imported again' },
  { value: 'trec', label: 'TREC qrels', title: 'One grade a pair; no annotator and no probability' },
] as const;
const whose = [
  { value: 'all', label: 'everybody', title: 'People’s labels, decisions and judges’ answers' },
  { value: 'human', label: 'people', title: 'Labels and decisions of people' },
  { value: 'judge', label: 'judges', title: 'Answers of judges' },
] as const;
const endings: Readonly<Record<LabelsExport['format'], string>> = {
  jsonl: '.jsonl',
  csv: '.csv',
  trec: '.qrels',
};

/** Writes every label: people's, judges', imported ones. */
export function ExportLabelsDialog({ onClose }: { readonly onClose: () => void }) {
  const { api, labelFiles, navigation } = useStores();
  const exported = useFrom(labelFiles, (state) => state.exported);
  const [format, setFormat] = useState<LabelsExport['format']>('jsonl');
  const [kind, setKind] = useState<(typeof whose)[number]['value']>('all');
  const [withUngraded, setWithUngraded] = useState(false);
  useEffect(() => labelFiles.getState().forget(), [labelFiles]);
  const isRunning = exported.kind === 'running';
  async function choosePlaceAndExport(): Promise<void> {
    const target = { title: 'Export labels', suggestedName: `labels${endings[format]}` };
    const out = await askPath(navigation, api.call('dialog.chooseTarget', target));
    if (out !== null)
      labelFiles.getState().export({ out, format, withUngraded, ...(kind === 'all' ? {} : { kind }) });
  }
  if (exported.kind === 'ready') return <ExportedLabels written={exported.value} onClose={onClose} />;
  return (
    <Dialog title="Export labels" onClose={onClose}>
      <div className="stack small pad">
        <p className="secondary">
          Labels given here, imported ones and judges’ answers, with who gave them, their notes, evidence and
          reasons, and how likely each pair was to be drawn. Gold checks and repeats stay here.
        </p>
        <Segmented label="Format" value={format} options={formats} onChange={setFormat} />
        <span className="field inline">
          <span>Given by</span>
          <Segmented label="Given by" value={kind} options={whose} onChange={setKind} />
        </span>
        {format === 'trec' ? null : (
          <label className="check">
            <input
              type="checkbox"
              checked={withUngraded}
              onChange={(event) => setWithUngraded(event.target.checked)}
            />
            <span>Also labels that are no grade: can’t tell, a wrong positive, an ambiguous query</span>
          </label>
        )}
        {exported.kind === 'failed' ? (
          <ErrorPanel title="Nothing was written" error={exported.error} />
        ) : null}
        {isRunning ? <JobList about={(about) => about === 'labels'} /> : null}
        <DialogActions isRunning={isRunning} onClose={onClose}>
          <button
            type="button"
            className="button primary"
            disabled={isRunning}
            onClick={() => void choosePlaceAndExport()}
          >
            Choose place and export…
          </button>
        </DialogActions>
      </div>
    </Dialog>
  );
}
