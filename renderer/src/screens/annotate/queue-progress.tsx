import { ProgressBar } from '../../components/progress-bar.tsx';
import { itemOn, type LabelSession } from '../../stores/annotation/label-session.ts';
import { paceOf } from '../../stores/annotation/recent-answers.ts';
import { formatCount, formatDuration, plural } from '../../text/format-number.ts';
import { checksSentence } from './queues-panel.tsx';

/** Labels on disk, and how long the rest takes at this person's pace. */
export function QueueProgress({ session }: { readonly session: LabelSession }) {
  const { queue, answers } = session;
  const { labelled, skipped, total, checks } = queue;
  const pace = paceOf(answers ?? []);
  const item = itemOn(session);
  return (
    <div className="queue-progress-panel pad tabular">
      <ProgressBar label="Labelled" share={labelled / total} />
      <p className="row spread">
        <span title={checksSentence}>
          {formatCount(labelled)} of {formatCount(total)} labelled
          {checks > 0 ? ` (with ${plural(checks, 'check')})` : ''}
          {skipped > 0 ? `, ${formatCount(skipped)} skipped` : ''}
        </span>
        <span className="secondary">{sightText(queue)}</span>
      </p>
      <p className="row spread secondary">
        <span>{item === null ? '' : `pair ${formatCount(item.place + 1)}`}</span>
        <span>
          {pace === null
            ? ''
            : `≈ ${formatDuration((pace / 1000) * (total - labelled))} left at ${(pace / 1000).toFixed(pace < 10_000 ? 1 : 0)} s each`}
        </span>
      </p>
    </div>
  );
}

function sightText({ kind, blind }: LabelSession['queue']): string {
  if (!blind) return 'not blind';
  return kind === 'adjudication' ? 'labels in sight' : 'blind';
}
