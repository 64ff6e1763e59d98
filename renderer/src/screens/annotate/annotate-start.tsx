import { useApp, useFrom, useStores } from '../../app-context.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { AnnotatorPanel } from './annotator-panel.tsx';
import { AdjudicatePanel } from './adjudicate-panel.tsx';
import { ByHandPanel } from './by-hand-panel.tsx';
import { LabelFilesPanel } from '../labels/label-files-panel.tsx';
import { LabelNextPanel } from './label-next-panel.tsx';
import { MakingFailure } from './making-failure.tsx';
import { QueuesPanel } from './queues-panel.tsx';

/** Who labels, what is labelled next and why, and the queues there are. */
export function AnnotateStart() {
  const { settings } = useApp();
  const { workspace, labels } = useStores();
  const path = useFrom(workspace, (state) => state.path);
  const summary = latestValue(useFrom(workspace, (state) => state.summary));
  const annotator = useFrom(settings, (state) => state.settings?.annotator ?? '');
  const asked = path === null || annotator === '' ? null : { workspace: path, annotator };
  const version = useFrom(labels, (state) => state.version);
  const { request, again } = useAnswer('annotate.queues', asked, version);
  const told = latestValue(request);
  if (path === null || summary === null) {
    return (
      <EmptyState title="No data yet">
        <p>Open a workspace; then its pairs can be labelled.</p>
      </EmptyState>
    );
  }
  return (
    <div className="annotate-start">
      <AnnotatorPanel annotator={annotator} others={told?.annotators ?? []} />
      {summary.readOnly ? (
        <p className="notice">This workspace cannot be written, so no label could be kept. Copy it first.</p>
      ) : annotator === '' ? (
        <p className="secondary">Each label is kept with who gave it: say your name, then go on.</p>
      ) : (
        <>
          <MakingFailure />
          <ByHandPanel workspace={path} annotator={annotator} />
          <div className="annotate-columns">
            <LabelNextPanel annotator={annotator} />
            <div className="stack">
              <QueuesPanel workspace={path} request={request} onAgain={again} />
              <AdjudicatePanel workspace={path} annotator={annotator} />
              <LabelFilesPanel />
            </div>
          </div>
        </>
      )}
    </div>
  );
}
