import type { AnnotationQueue } from '../../../../shared/ipc/annotate-calls.ts';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { latestValue, type Request } from '../../stores/request.ts';
import { formatCount, plural } from '../../text/format-number.ts';
import { queueName } from './queue-name.ts';

type QueuesPanelProps = {
  readonly workspace: string;
  readonly request: Request<Output<'annotate.queues'>>;
  readonly onAgain: () => void;
};

/** Queues of this annotator and those others share, with how far they are. */
export function QueuesPanel({ workspace, request, onAgain }: QueuesPanelProps) {
  const { annotation } = useStores();
  const { open } = useFrom(annotation, (state) => state);
  const queues = latestValue(request)?.queues ?? null;
  if (request.kind === 'failed' && queues === null) {
    return (
      <ErrorPanel
        title="The queues could not be read"
        error={request.error}
        actions={
          <button type="button" className="button" onClick={onAgain}>
            Try again
          </button>
        }
      />
    );
  }
  return (
    <Panel title="Your queues">
      {queues === null ? (
        <p className="secondary pad">Reading the queues …</p>
      ) : queues.length === 0 ? (
        <p className="secondary pad">None yet. Draw one; it can be left and gone on with at any time.</p>
      ) : (
        <ScrollBox label="List of your queues">
          <ul className="queue-list">
            {queues.map((queue) => (
              <li key={queue.queue}>
                <QueueLine queue={queue} onOpen={() => open(workspace, queue)} />
              </li>
            ))}
          </ul>
        </ScrollBox>
      )}
    </Panel>
  );
}

/** Why a queue is longer than what was drawn. */
export const checksSentence =
  'What was drawn, and checks mixed in: known answers and pairs asked again. They look like all others and count in no rate.';

const kindTexts: Readonly<Record<AnnotationQueue['kind'], string>> = {
  drawn: 'drawn',
  picked: 'by hand, not in rates',
  adjudication: 'adjudication',
};

function QueueLine({ queue, onOpen }: { readonly queue: AnnotationQueue; readonly onOpen: () => void }) {
  const { labelled, skipped, total, checks, kind, question, blind } = queue;
  const name = queueName(queue);
  const isDone = labelled === total;
  const shown = isDone ? 'Look at' : labelled + skipped === 0 ? 'Start' : 'Continue';
  return (
    <>
      <span className="queue-name">
        <bdi>{name}</bdi>
        <span className="secondary">
          {kindTexts[kind]}
          {question === 'comparison' ? ' · against the positive' : ''}
          {blind ? '' : ' · not blind'}
        </span>
      </span>
      <span className="queue-progress tabular">
        <ProgressBar label={`${name}: labelled`} share={labelled / total} />
        <span className="secondary" title={checksSentence}>
          {formatCount(labelled)} of {formatCount(total)}
          {checks > 0 ? ` (${plural(checks, 'check')} among them)` : ''}
          {skipped > 0 ? `, ${formatCount(skipped)} skipped` : ''}
        </span>
      </span>
      <button
        type="button"
        className={isDone ? 'button' : 'button primary'}
        aria-label={`${shown} ${name}`}
        onClick={onOpen}
      >
        {shown}
      </button>
    </>
  );
}
