import type { Job, Leaves } from '../stores/jobs.ts';
import { isActive } from '../stores/jobs.ts';
import { formatCount, formatDuration, formatRate } from '../text/format-number.ts';
import { ErrorPanel } from './error-panel.tsx';
import { ProgressBar } from './progress-bar.tsx';

type JobCardProps = {
  readonly job: Job;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
  readonly onDismiss: () => void;
};

/** A piece of long work: how far it is, how fast, how long it still takes, and what can be done about it. */
export function JobCard({ job, onCancel, onAgain, onDismiss }: JobCardProps) {
  if (job.status.kind === 'failed') {
    return (
      <ErrorPanel
        title={`${job.title} failed`}
        error={job.status.error}
        actions={
          <>
            <button type="button" className="button" onClick={onAgain}>
              Try again
            </button>
            <button type="button" className="button quiet" onClick={onDismiss}>
              Dismiss
            </button>
          </>
        }
      />
    );
  }
  const total = job.progress?.total ?? null;
  const share = total !== null && total > 0 ? Math.min(1, (job.progress?.done ?? 0) / total) : null;
  return (
    <div className="job-card">
      <div className="row spread">
        <strong>{job.title}</strong>
        {isActive(job) ? (
          <button type="button" className="button" onClick={onCancel}>
            Cancel
          </button>
        ) : (
          <span className="row">
            {job.status.kind === 'cancelled' ? (
              <button type="button" className="button" onClick={onAgain}>
                {job.leaves === 'part' ? 'Continue' : 'Start again'}
              </button>
            ) : null}
            <button type="button" className="button quiet" onClick={onDismiss}>
              Dismiss
            </button>
          </span>
        )}
      </div>
      {isActive(job) ? <ProgressBar label={job.title} share={share} /> : null}
      <div className="row spread secondary tabular">
        <span>{whereItStands(job)}</span>
        <span>{isActive(job) ? pace(job) : null}</span>
      </div>
      {job.notice === null ? null : <p className="notice">{job.notice}</p>}
    </div>
  );
}

const left: Readonly<Record<Leaves, string>> = {
  part: 'What was finished is kept.',
  nothing: 'Nothing of it was kept.',
  'no-file': 'No file was written.',
};

function whereItStands({ status, progress, leaves }: Job): string {
  if (status.kind === 'done') return 'Done.';
  if (status.kind === 'cancelled') return `Cancelled. ${left[leaves]}`;
  if (!progress) return 'Starting …';
  const { stage, done, total, unit, detail } = progress;
  const shownStage = stage.charAt(0).toUpperCase() + stage.slice(1);
  if (total === null && done === 0) return `${shownStage} …`;
  const amount = total === null ? formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`;
  return [`${shownStage}: ${amount} ${unit}`, detail].filter((part) => part !== undefined).join(' · ');
}

function pace({ rate, progress }: Job): string {
  if (rate.perSecond === null || !progress) return '';
  const left = rate.secondsLeft === null ? '' : ` · ${formatDuration(rate.secondsLeft)} left`;
  return `${formatRate(rate.perSecond)} ${progress.unit}/s${left}`;
}
