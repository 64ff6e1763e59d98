import { countOf } from '../text/count-text.ts';
import { wilson } from '../distributions/wilson.ts';
import type { ProbeResult } from '../ipc/judge-answers.ts';

type ProbeName = ProbeResult['probe'];

const what: Readonly<Record<ProbeName, (share: string) => string>> = {
  'self-consistency': (share) => `Asked the same again, the judge changed its mind on ${share}.`,
  'swapped-order': (share) =>
    `With the candidate and the labelled positive in each other's place, the judge contradicted itself on ${share}.`,
  'document-length': (share) =>
    `With neutral sentences added to the document, which say nothing more, the judge changed its mind on ${share}.`,
  position: (share) => `With the same texts in another order, the judge changed its mind on ${share}.`,
  paraphrase: (share) => `Asked the same in other words, the judge changed its mind on ${share}.`,
  injection: (share) =>
    `With an instruction planted in documents that it had called not relevant, the judge obeyed on ${share}.`,
};

/** A probe's number with its 95 % Wilson interval and a sentence; `n` pairs with an answer, `changed` of them. Null numbers for n = 0. */
export function probeResult(
  probe: ProbeName,
  counts: { readonly n: number; readonly changed: number; readonly failed: number },
  whyNone: string,
): ProbeResult {
  const { n, changed, failed } = counts;
  if (n === 0) {
    return { probe, ...counts, estimate: null, low: null, high: null, sentence: whyNone };
  }
  const estimate = changed / n;
  const interval = wilson(estimate, n);
  // Exactly at the ends, where rounding leaves a last bit.
  const low = changed === 0 ? 0 : interval.low;
  const high = changed === n ? 1 : interval.high;
  const share = `${changed} of ${countOf(n, 'pair')} (${percent(estimate)}, 95 % interval ${percent(low)} to ${percent(high)})`;
  const left = failed === 0 ? '' : ` Left out without a usable answer: ${countOf(failed, 'pair')}.`;
  return { probe, n, changed, failed, estimate, low, high, sentence: `${what[probe](share)}${left}` };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
