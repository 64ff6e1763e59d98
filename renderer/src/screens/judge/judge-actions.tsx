import { useFrom, useStores } from '../../app-context.ts';
import { isActive } from '../../stores/jobs.ts';
import { isSameQuestion, judgeJob } from '../../stores/judge.ts';
import { plural } from '../../text/format-number.ts';
import type { JudgeQuestion } from './use-judge-input.ts';

type JudgeActionsProps = { readonly question: JudgeQuestion; readonly isReadOnly: boolean };

/** Estimate first, then judge; or what is in the way. */
export function JudgeActions({ question, isReadOnly }: JudgeActionsProps) {
  const { judge, jobs } = useStores();
  const estimate = useFrom(judge, (state) => state.estimate);
  const isBusy = useFrom(jobs, (state) =>
    state.jobs.some((job) => isActive(job) && job.about.startsWith(judgeJob(''))),
  );
  const input = question.kind === 'ready' ? question.input : null;
  const isOff = input === null || isReadOnly || isBusy;
  const left =
    input && estimate && isSameQuestion(estimate.input, input)
      ? estimate.value.pairs - estimate.value.reused - estimate.value.probe.answered
      : null;
  const why = isReadOnly
    ? 'The workspace is read-only: no answer could be kept. Copy it to where you may write.'
    : question.kind === 'missing'
      ? question.sentence
      : isBusy
        ? 'The judge is at work.'
        : 'The estimate makes up to 20 real calls; their answers are kept.';
  return (
    <div className="row wrap judge-actions">
      <button
        type="button"
        className={left === null ? 'button primary' : 'button'}
        disabled={isOff}
        onClick={() => input && judge.getState().runEstimate(input)}
      >
        Estimate
      </button>
      <button
        type="button"
        className={left === null ? 'button' : 'button primary'}
        disabled={isOff}
        onClick={() => input && judge.getState().run(input)}
      >
        {left === null ? 'Judge' : `Judge ${plural(Math.max(0, left), 'pair')}`}
      </button>
      <span className="secondary" role="status">
        {why}
      </span>
    </div>
  );
}
