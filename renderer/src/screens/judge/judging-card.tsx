import { useEffect, useRef } from 'react';
import { useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { LiveRegion } from '../../components/live-region.tsx';
import { NumberTile } from '../../components/number-tile.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { isActive, type Job } from '../../stores/jobs.ts';
import { formatCount, formatDuration, formatRate, plural } from '../../text/format-number.ts';
import { formatCost } from './format-cost.ts';
import { failureText } from './state-texts.ts';

/** A run of the judge while it goes on: how far, how fast, what it has cost; paused, everything answered is kept. */
export function JudgingCard({ job }: { readonly job: Job }) {
  const { jobs, judge } = useStores();
  const { cancel, again, dismiss } = jobs.getState();
  const card = useRef<HTMLElement>(null);
  // In a low window it would begin below what is seen.
  useEffect(() => card.current?.scrollIntoView({ block: 'nearest' }), []);
  const { status, progress, rate, isStopping } = job;
  const isRunning = isActive(job);
  const figures = progress?.judge;
  const total = progress?.total ?? null;
  const share = total === null ? null : total === 0 ? 1 : Math.min(1, (progress?.done ?? 0) / total);
  const without = Object.values(figures?.failed ?? {}).reduce((sum, n) => sum + n, 0);
  function dropIt(): void {
    dismiss(job.id);
    void judge.getState().forgetLast();
  }
  if (status.kind === 'failed') {
    return (
      <ErrorPanel
        title={`${job.title} stopped`}
        error={status.error}
        actions={
          <>
            <button type="button" className="button" onClick={() => again(job.id)}>
              Go on
            </button>
            <button type="button" className="button quiet" onClick={dropIt}>
              Dismiss
            </button>
          </>
        }
      />
    );
  }
  const done = progress ? `${formatCount(progress.done)} of ${formatCount(total ?? 0)}` : '…';
  return (
    <section ref={card} className="job-card" aria-label="Judging">
      <div className="row spread">
        <strong>{job.title}</strong>
        <span className="row">
          {isRunning ? (
            <button type="button" className="button" disabled={isStopping} onClick={() => cancel(job.id)}>
              {isStopping ? 'Pausing …' : 'Pause'}
            </button>
          ) : (
            <>
              <button type="button" className="button primary" onClick={() => again(job.id)}>
                Resume
              </button>
              <button type="button" className="button quiet" onClick={dropIt}>
                Dismiss
              </button>
            </>
          )}
        </span>
      </div>
      <ProgressBar label={job.title} share={share} />
      <p className="secondary" role="status">
        {isRunning
          ? isStopping
            ? 'Nothing more is asked. Answers that are under way have ten seconds to come, and are kept.'
            : progress
              ? 'It goes on while you look at other screens.'
              : 'Reading what is to be judged …'
          : 'Paused. Every answer so far is kept; nothing is asked twice.'}
      </p>
      {progress ? (
        <div className="tiles judge-tiles">
          <NumberTile
            name={isRunning ? 'Judged now' : 'Judged'}
            value={done}
            below={plural(figures?.calls ?? 0, 'call')}
            sentence="Pairs of this part of the plan that have an answer or a reason why there is none."
          />
          <NumberTile
            name="Pace"
            value={rate.perSecond === null || !isRunning ? '–' : formatRate(rate.perSecond)}
            beside="pairs/s"
            below={`${formatCount(figures?.concurrency ?? 0)} at a time`}
            sentence="Pairs a second over the last 15 seconds, and requests that may be under way at a time: more while answers come well, half after the server asked for less."
          />
          <NumberTile
            name="Left"
            value={rate.secondsLeft === null || !isRunning ? '–' : formatDuration(rate.secondsLeft)}
            below={rate.secondsLeft === null && isRunning ? 'not known yet' : 'at this pace'}
            sentence="Time until the plan is judged, at the pace of the last 15 seconds."
          />
          <NumberTile
            name="Tokens"
            value={formatCount((figures?.tokens.in ?? 0) + (figures?.tokens.out ?? 0))}
            below={`${formatCount(figures?.tokens.in ?? 0)} in, ${formatCount(figures?.tokens.out ?? 0)} out`}
            sentence="Tokens used since the last start, as the server counts them."
          />
          <NumberTile
            name="Cost"
            value={formatCost(figures?.cost ?? null)}
            below={figures?.cost == null ? 'prices were not given' : 'since the last start'}
            sentence="Tokens times the prices given for a million of them."
          />
          <NumberTile
            name="Without a label"
            value={formatCount(without)}
            below={failureText(figures?.failed ?? {}) || 'none'}
            sentence="Pairs whose question got no usable answer: never a label, each kept with its reason."
            tone={without > 0 ? 'warning' : 'plain'}
          />
        </div>
      ) : null}
      {job.notice === null ? null : <p className="notice">{job.notice}</p>}
      <LiveRegion text={isRunning ? '' : `Judging is paused at ${done} pairs.`} />
    </section>
  );
}
