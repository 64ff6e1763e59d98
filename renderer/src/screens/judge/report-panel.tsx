import { failedStates } from '../../../../shared/judge/answer-state.ts';
import { useFrom, useStores } from '../../app-context.ts';
import { NumberTile } from '../../components/number-tile.tsx';
import { Panel } from '../../components/panel.tsx';
import { isActive } from '../../stores/jobs.ts';
import { judgeJob, type JudgedRun } from '../../stores/judge.ts';
import { hasItsPrices, isUsedUp } from '../../stores/judge-budget.ts';
import { formatCount, formatDuration, formatShare, plural } from '../../text/format-number.ts';
import { formatCost } from './format-cost.ts';
import { stateTexts } from './state-texts.ts';
import { noPricesText } from './use-judge-input.ts';

/** What a run of the judge came to: its labels, what has none and why, and what it took. */
export function ReportPanel({ judged: run }: { readonly judged: JudgedRun }) {
  const { input, value: report, spent } = run;
  const { judge, jobs, navigation } = useStores();
  const limits = useFrom(judge, (state) => state.draft.limits);
  const isBusy = useFrom(jobs, (state) =>
    state.jobs.some((job) => isActive(job) && job.about.startsWith(judgeJob(''))),
  );
  const { pairs, frame, judged, relevant, failed, tokens, cost } = report;
  const without = failedStates.filter((state) => (failed[state] ?? 0) > 0);
  const askable = without.filter((state) => state !== 'budget');
  const unlabelled = pairs - judged;
  const isPriced = hasItsPrices(limits);
  const isOver = isUsedUp(limits, spent, report.stopped === 'budget' ? input.limits : undefined);
  const isOff = isBusy || !isPriced || isOver;
  return (
    <Panel
      title="Judged"
      aside={
        <>
          <bdi>{report.judge.name}</bdi> · run <bdi>{report.run}</bdi>
        </>
      }
    >
      <div className="tiles pad judge-tiles">
        <NumberTile
          name="Labels"
          value={formatCount(judged)}
          beside={`of ${formatCount(pairs)}`}
          below={
            report.reused === 0
              ? pairs === frame
                ? 'all pairs: a census'
                : `drawn from ${formatCount(frame)}`
              : `${formatCount(report.reused)} from before`
          }
          sentence="Pairs of the plan with a label of this judge."
        />
        <NumberTile
          name="Relevant, judge alone"
          value={formatCount(relevant)}
          beside={formatShare(relevant, judged)}
          below="not corrected by people"
          sentence="Pairs that the judge calls relevant. How often it is right is not known from its own answers: label some pairs by hand, then see Agreement and the corrected rates."
          tone={relevant > 0 ? 'suspect' : 'plain'}
        />
        <NumberTile
          name="Without a label"
          value={formatCount(unlabelled)}
          beside={formatShare(unlabelled, pairs)}
          below={unlabelled === 0 ? 'none' : 'with their reasons below'}
          sentence="Pairs whose question got no usable answer, or was not asked. Never counted as a label."
          tone={unlabelled > 0 ? 'warning' : 'plain'}
        />
        <NumberTile
          name="Cost"
          value={formatCost(cost)}
          below={
            cost === null
              ? (report.cost_reason ?? '')
              : `${formatCount((tokens?.in ?? 0) + (tokens?.out ?? 0))} tokens`
          }
          sentence="Of the answers in this part, by the prices given."
        />
        <NumberTile
          name="Time"
          value={formatDuration(report.seconds)}
          below={`${plural(report.calls, 'call')}, ${formatCount(report.retries)} repeated`}
          sentence="Of this part: since it was last started."
        />
      </div>
      {report.truncated > 0 ? (
        <p className="pad secondary">
          {plural(report.truncated, 'document')} longer than the judge is shown: only the beginning was sent.
        </p>
      ) : null}
      {without.length > 0 ? (
        <table className="plain-table failures">
          <caption className="visually-hidden">Pairs without a label, by reason</caption>
          <tbody>
            {without.map((state) => (
              <tr key={state}>
                <td className="number">{formatCount(failed[state] ?? 0)}</td>
                <th scope="row">{stateTexts[state].label}</th>
                <td className="secondary">{stateTexts[state].advice}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {report.stopped === 'budget' ? (
        <p className="pad secondary" role="status">
          Used so far: {plural(spent.calls, 'call')}, {plural(spent.tokens, 'token')}
          {cost === null ? '' : `, ${formatCost(spent.cost)} in money`}.{' '}
          {isPriced
            ? isOver
              ? 'Raise the budget above to go on.'
              : 'It goes on up to the budget above.'
            : noPricesText}
        </p>
      ) : null}
      <div className="row wrap pad">
        {askable.length > 0 ? (
          <button
            type="button"
            className="button"
            disabled={isOff}
            onClick={() => judge.getState().run({ ...input, limits, retryFailed: true }, spent)}
          >
            Ask again where there is no label
          </button>
        ) : null}
        {report.stopped === 'budget' ? (
          <button
            type="button"
            className="button"
            disabled={isOff}
            title="Asks what is left, up to the budget that is set now. What was used so far counts."
            onClick={() => judge.getState().run({ ...input, limits }, spent)}
          >
            Go on with the budget above
          </button>
        ) : null}
        <button type="button" className="button quiet" onClick={() => navigation.getState().go('annotate')}>
          Label some by hand
        </button>
        <button type="button" className="button quiet" onClick={() => navigation.getState().go('agreement')}>
          Agreement
        </button>
      </div>
    </Panel>
  );
}
