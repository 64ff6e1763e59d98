import type { JudgeEstimate, JudgeReport, ProbeResult } from '../../../shared/ipc/judge-answers.ts';
import { countOf, countText } from '../../../shared/text/count-text.ts';
import { durationText, shareText } from './number-text.ts';
import { nameValues } from './table.ts';

/** What a run of the judge did, for a person. */
export function judgeReportText(report: JudgeReport): string {
  const { pairs, judged, relevant, failed, tokens, cost } = report;
  const without = Object.entries(failed).map(([state, n]) => `${countText(n)} ${state}`);
  const grades = Object.entries(report.grades).map(([grade, n]) => `${grade}: ${countText(n)}`);
  return nameValues([
    ['judge', `${report.judge.name} at ${report.judge.endpoint}`],
    ['pairs', `${countText(pairs)} of ${countText(report.frame)} (${report.what} of run ${report.run})`],
    [
      'judged',
      `${countText(judged)}  ${shareText(judged, pairs)}; ${countText(report.reused)} of them before`,
    ],
    ['relevant', `${countText(relevant)}  ${shareText(relevant, judged)} of the judged, by the judge alone`],
    ['grades', grades.length === 0 ? '–' : grades.join(', ')],
    ['no label', without.length === 0 ? 'none' : `${without.join(', ')}${askedAgain(report)}`],
    [
      'calls',
      `${countText(report.calls)}, ${countText(report.retries)} of them repeated, up to ${countText(report.concurrency)} at a time`,
    ],
    [
      'tokens',
      tokens === null ? 'not told by the server' : `${countText(tokens.in)} in, ${countText(tokens.out)} out`,
    ],
    ['cost', cost === null ? (report.cost_reason ?? '–') : cost.toFixed(4)],
    ['cut texts', `${countOf(report.truncated, 'document')} shown in part`],
    ['time', durationText(report.seconds)],
    ...(report.stopped === 'budget'
      ? [['stopped', 'the budget is used up; a larger one goes on from here'] as const]
      : []),
  ]);
}

/** Pairs that the budget left are asked by any later run; only those that were asked in vain need the option. */
function askedAgain({ failed: { budget = 0, ...asked } }: JudgeReport): string {
  if (Object.keys(asked).length === 0) return '';
  return budget > 0
    ? ' (--retry-failed asks those again that are not of the budget)'
    : ' (--retry-failed asks again)';
}

/** What judging would take, for a person. */
export function judgeEstimateText(estimate: JudgeEstimate): string {
  const { tokens, seconds, cost, probe } = estimate;
  return nameValues([
    ['judge', `${estimate.judge.name} at ${estimate.judge.endpoint}`],
    [
      'pairs',
      `${countText(estimate.pairs)} (${estimate.what} of run ${estimate.run}), ${countText(estimate.reused)} judged before`,
    ],
    ['probe', `${countOf(probe.calls, 'call')} in ${durationText(probe.seconds)}; their answers are kept`],
    ['calls', `${countText(estimate.calls)} more`],
    [
      'tokens',
      tokens === null
        ? (estimate.tokens_reason ?? '–')
        : `about ${countText(tokens.in)} in, ${countText(tokens.out)} out`,
    ],
    [
      'time',
      seconds === null
        ? (estimate.seconds_reason ?? '–')
        : `about ${durationText(seconds)}, less where the server bears more at a time`,
    ],
    ['cost', cost === null ? (estimate.cost_reason ?? '–') : `about ${cost.toFixed(4)}`],
  ]);
}

/** What the probes found, a sentence each. */
export function probesText(probes: readonly ProbeResult[]): string {
  return probes.map(({ probe, sentence }) => `${probe}: ${sentence}`).join('\n');
}
