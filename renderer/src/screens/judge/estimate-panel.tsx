import type { JudgeEstimate } from '../../../../shared/ipc/judge-answers.ts';
import { NumberTile } from '../../components/number-tile.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatCount, formatDuration, plural } from '../../text/format-number.ts';
import { formatCost } from './format-cost.ts';
import { failureText } from './state-texts.ts';

/** What judging the rest would take, from real calls. */
export function EstimatePanel({ estimate }: { readonly estimate: JudgeEstimate }) {
  const { pairs, reused, calls, tokens, seconds, cost, probe } = estimate;
  const failed = failureText(probe.failed);
  return (
    <Panel
      title="Estimate"
      aside={`from ${plural(probe.calls, 'call')} in ${formatDuration(probe.seconds)}, ${formatCount(probe.concurrency)} at a time`}
    >
      <div className="tiles pad judge-tiles">
        <NumberTile
          name="Pairs"
          value={formatCount(pairs)}
          below={reused === 0 ? 'none judged before' : `${formatCount(reused)} judged before`}
          sentence="Pairs of the plan; those that this judge has judged before are not asked again."
        />
        <NumberTile
          name="Calls"
          value={formatCount(calls)}
          below="still to be made"
          sentence="Requests that the rest takes, beyond those of the estimate itself."
        />
        <NumberTile
          name="Tokens"
          value={tokens === null ? '–' : formatCount(tokens.in + tokens.out)}
          below={
            tokens === null
              ? (estimate.tokens_reason ?? '')
              : `${formatCount(tokens.in)} in, ${formatCount(tokens.out)} out`
          }
          sentence="In by the length of the texts that will be sent, out by what the calls of the estimate answered."
        />
        <NumberTile
          name="Time"
          value={seconds === null ? '–' : formatDuration(seconds)}
          below={seconds === null ? (estimate.seconds_reason ?? '') : 'or less'}
          sentence="At the pace of the estimate’s own calls: less where the server bears more at a time."
        />
        <NumberTile
          name="Cost"
          value={formatCost(cost)}
          below={
            cost === null ? (estimate.cost_reason ?? '') : `and ${formatCost(probe.cost)} for the estimate`
          }
          sentence="Tokens times the prices given for a million of them."
        />
      </div>
      {failed === '' ? null : (
        <p className="pad notice" role="alert">
          Of {plural(probe.calls, 'call')}, without a label: {failed}. The rest will meet the same.
        </p>
      )}
    </Panel>
  );
}
