import type { UnfinishedJudging } from '../../../../shared/ipc/judge-answers.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { isActive } from '../../stores/jobs.ts';
import { judgeJob } from '../../stores/judge.ts';
import { unfinishedText } from '../../text/unfinished-judging-text.ts';

const pairWords: Readonly<Record<UnfinishedJudging['what'], string>> = {
  selected: 'the selected negatives',
  plan: 'a drawn wave',
  suspects: 'the suspects',
  pool: 'the whole pool',
  pairs: 'given pairs',
};

/** Says what was not judged to its end the last time, and offers to go on: same judge, same pairs, what is left of the budget. */
export function UnfinishedNotice({ isReadOnly }: { readonly isReadOnly: boolean }) {
  const { judge, jobs } = useStores();
  const { unfinished, resume, forget } = useFrom(judge, (state) => state);
  // A run of this window has a card of its own until it is done or dismissed.
  const isShown = useFrom(jobs, (state) =>
    state.jobs.some(({ about, status }) => about === judgeJob('run') && status.kind !== 'done'),
  );
  const isBusy = useFrom(jobs, (state) =>
    state.jobs.some((job) => isActive(job) && job.about.startsWith(judgeJob(''))),
  );
  if (isShown) return null;
  return unfinished.map((one) => {
    const { judge: name, run, what, asked } = one;
    return (
      <section key={`${name} ${run} ${what}`} className="job-card" aria-label="Judging that was stopped">
        <div className="row spread wrap">
          <strong role="status">{unfinishedText(one)}</strong>
          {isReadOnly ? null : (
            <span className="row">
              {asked === null ? null : (
                <button
                  type="button"
                  className="button primary"
                  disabled={isBusy}
                  onClick={() => resume(one)}
                >
                  Resume
                </button>
              )}
              <button type="button" className="button quiet" onClick={() => void forget(one)}>
                Dismiss
              </button>
            </span>
          )}
        </div>
        <p className="secondary">
          <bdi>{name}</bdi> was asked about {pairWords[what]} of run <bdi>{run}</bdi>.{' '}
          {isReadOnly
            ? 'The workspace is read-only: copy it to where you may write to go on.'
            : asked === null
              ? 'Its pairs came from a file: run the same negscope judge … --pairs command again to go on.'
              : 'Every answer so far is kept; nothing is asked twice, and what is left of its budget holds.'}
        </p>
      </section>
    );
  });
}
