import { useEffect, useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogActions } from '../../components/dialog-actions.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { JobList } from '../../shell/job-list.tsx';
import { askPath } from '../../stores/ask-path.ts';
import { latestValue } from '../../stores/request.ts';
import { DesignChoice } from './design-choice.tsx';
import type { LabelDesign } from './label-designs.ts';
import { ImportedLabels } from './imported-labels.tsx';

const kinds = [
  { value: 'human', label: 'people', title: 'Labels of people, and what an adjudicator decided' },
  { value: 'judge', label: 'a model', title: 'Answers of a judge' },
  {
    value: 'said',
    label: 'as the file says',
    title: 'A file of “Export labels”: each line says who gave its label',
  },
] as const;

/** Takes in labels made elsewhere: whose they are, what counts as relevant, and how the pairs were chosen. */
export function ImportLabelsDialog({ onClose }: { readonly onClose: () => void }) {
  const { api, labelFiles, navigation, workspace } = useStores();
  const imported = useFrom(labelFiles, (state) => state.imported);
  const isReadOnly = latestValue(useFrom(workspace, (state) => state.summary))?.readOnly === true;
  const [path, setPath] = useState<string | null>(null);
  const [by, setBy] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]['value']>('human');
  /** Null: nobody said; then 1, or what each line of an export says. */
  const [relevantFrom, setRelevantFrom] = useState<number | null>(null);
  const [isGradeWrong, setGradeWrong] = useState(false);
  const [{ design, run }, setDesign] = useState<{ readonly design: LabelDesign; readonly run: string }>({
    design: 'unknown',
    run: '',
  });
  useEffect(() => labelFiles.getState().forget(), [labelFiles]);
  const isRunning = imported.kind === 'running';
  if (imported.kind === 'ready') return <ImportedLabels found={imported.value} onClose={onClose} />;
  const start = (): void => {
    if (path === null || isGradeWrong) return;
    const ofRun = run === '' ? {} : { run };
    labelFiles.getState().import({
      path,
      ...(by.trim() === '' ? {} : { by: by.trim() }),
      ...(kind === 'said' ? {} : { kind }),
      ...(relevantFrom === null ? {} : { relevantFrom }),
      ...(design === 'unknown' ? {} : { design }),
      ...ofRun,
    });
  };
  return (
    <Dialog title="Import labels" onClose={onClose}>
      <form
        className="stack small pad"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        {isReadOnly ? (
          <p className="notice">This workspace cannot be written: no labels can be taken in.</p>
        ) : null}
        <p className="secondary">
          JSON Lines or CSV with query_id, document_id, grade, and perhaps probability and annotator; or TREC
          qrels. Lines that “Export labels” wrote say themselves who gave a label, what is relevant and how
          their pairs were chosen, unless you say it here.
        </p>
        <div className="row wrap">
          <button
            type="button"
            className="button"
            disabled={isRunning}
            onClick={() =>
              void askPath(navigation, api.call('dialog.chooseLabels', undefined)).then((chosen) => {
                if (chosen !== null) setPath(chosen);
              })
            }
          >
            Choose file…
          </button>
          {path === null ? <span className="secondary">No file yet</span> : <bdi>{path}</bdi>}
        </div>
        <div className="row wrap">
          <span className="field inline">
            <span>Given by</span>
            <Segmented label="Given by" value={kind} options={kinds} onChange={setKind} />
          </span>
          <label className="field inline">
            <span>Name</span>
            <input
              type="text"
              value={by}
              spellCheck={false}
              title="Whose they are, where a line names no annotator"
              onChange={(event) => setBy(event.target.value)}
            />
          </label>
          <span className="field inline">
            <span>Relevant from grade</span>
            <TypedField
              label="Relevant from grade"
              text={String(relevantFrom ?? 1)}
              onRefused={setGradeWrong}
              onCommit={(typed) => {
                const grade = Number(typed);
                if (typed.trim() === '' || !Number.isFinite(grade)) return false;
                setRelevantFrom(grade);
                return true;
              }}
            />
          </span>
        </div>
        <h3>How these pairs were chosen</h3>
        <DesignChoice
          design={design}
          run={run}
          onChange={(next, ofRun) => setDesign({ design: next, run: ofRun })}
        />
        {imported.kind === 'failed' ? (
          <ErrorPanel title="No label was taken in" error={imported.error} />
        ) : null}
        {isRunning ? <JobList about={(about) => about === 'labels'} /> : null}
        <DialogActions isRunning={isRunning} onClose={onClose}>
          <button
            type="submit"
            className="button primary"
            disabled={
              isRunning ||
              isReadOnly ||
              path === null ||
              (kind !== 'said' && by.trim() === '') ||
              isGradeWrong
            }
          >
            Import
          </button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
