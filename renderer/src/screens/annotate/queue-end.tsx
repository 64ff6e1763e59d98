import { useEffect } from 'react';
import { useApp, useFrom, useStores } from '../../app-context.ts';
import { LiveRegion } from '../../components/live-region.tsx';
import type { LabelActions } from '../../stores/annotation/label-actions.ts';
import type { LabelSession } from '../../stores/annotation/label-session.ts';
import { latestValue } from '../../stores/request.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { formatCount, plural } from '../../text/format-number.ts';
import { LabelNextPanel } from './label-next-panel.tsx';
import { LastAnswers } from './last-answers.tsx';
import { queueName } from './queue-name.ts';
import { SaveFailure } from './save-failure.tsx';
import { SaveState } from './save-state.tsx';
import { useEndKeys } from './use-end-keys.ts';

type QueueEndProps = { readonly session: LabelSession; readonly actions: LabelActions };

/** Nothing is left to ask: what was learned, and what comes next. */
export function QueueEnd({ session, actions }: QueueEndProps) {
  const { settings } = useApp();
  const { annotation, labels } = useStores();
  const hasKeys = useFrom(settings, (state) => state.settings?.singleKeys ?? true);
  const { queue, desk, waiting } = session;
  useEndKeys(hasKeys, actions);
  // Rates and agreement are made of labels: these have changed.
  useEffect(() => labels.getState().touch(), [labels]);
  const asked =
    waiting.length > 0 ? null : { workspace: desk.workspace, annotator: desk.annotator, limit: 1 };
  const history = latestValue(useAnswer('annotate.history', asked).request);
  return (
    <div className="annotate-start">
      <LiveRegion text={`The queue is done: ${plural(queue.labelled, 'label')} of ${queue.total} pairs.`} />
      {session.stopped ? (
        <SaveFailure session={session} onRetry={actions.retry} onAnew={annotation.getState().openAnew} />
      ) : null}
      <section className="panel pad stack queue-end" aria-label="What was learned">
        <h2>
          <bdi>{queueName(queue)}</bdi>: done
        </h2>
        <p className="tabular">
          <strong>{plural(queue.labelled, 'label')}</strong> of {plural(queue.total, 'pair')}
          {queue.skipped > 0 ? `, ${formatCount(queue.skipped)} skipped` : ''}.{' '}
          <span className="secondary">
            <SaveState session={session} />
          </span>
        </p>
        {history === null ? null : <p>{checksText(history)}</p>}
        <div className="row wrap">
          <button type="button" className="button primary" onClick={annotation.getState().leave}>
            To the queues
          </button>
          <button type="button" className="button" onClick={() => actions.goTo(0)}>
            Look through it again
          </button>
          <button type="button" className="button" disabled={!session.canUndo} onClick={actions.undo}>
            Undo {hasKeys ? <kbd>U</kbd> : null}
          </button>
        </div>
      </section>
      <div className="annotate-columns">
        {queue.kind === 'drawn' ? <LabelNextPanel annotator={desk.annotator} /> : null}
        <LastAnswers session={session} onOpen={actions.goTo} />
      </div>
    </div>
  );
}

/** How the checks that were mixed in went; too few of them say nothing of anybody. */
function checksText({ gold, repeats, total }: Output<'annotate.history'>): string {
  return [
    `You have given ${plural(total, 'label')} in this workspace.`,
    gold === null
      ? 'Fewer than 10 known answers were among them: too few to say how often you agree with the data.'
      : `Of ${plural(gold.answered, 'known answer')}, ${formatCount(gold.right)} went as the data say.`,
    repeats === undefined
      ? ''
      : `Of ${plural(repeats.answered, 'pair')} asked again, ${formatCount(repeats.same)} got the same answer.`,
  ].join(' ');
}
