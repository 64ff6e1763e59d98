import { cellField, cellWidth, lineField } from './cell-sums.ts';
import { isCovered } from './line-coverage.ts';

/** Pairs behind a rate, over all its cells. */
export type RateTotals = {
  readonly pairs: number;
  readonly judged: number;
  readonly humans: number;
  /** Pairs that people's sample cannot hold: π = 0, or without a probability in a part that those given cannot stand for. */
  readonly unreachable: number;
  /** The same of the judge's; 0 where nobody was judged. */
  readonly unaskable: number;
  /** Labelled, with nothing settled. */
  readonly missing: number;
  /** Labelled without any question to the judge: predictions do not correct these, so λ is 0 where there are any. */
  readonly unjudged: number;
};

/** Adds up the cells of a set, which are those of `regions` regions one after the other. */
export function totalsOf(sums: Float64Array, regions: number): RateTotals {
  const of = (field: number, from = 0, to = sums.length): number => {
    let sum = 0;
    for (let at = from; at < to; at += cellWidth) sum += sums[at + field] ?? 0;
    return sum;
  };
  const length = sums.length / regions;
  const notCovered = (lines: number): number => {
    let pairs = 0;
    for (let from = 0; from < sums.length; from += length) {
      const field = (index: number): number => of(lines + index, from, from + length);
      const noLine = field(lineField.noLine);
      const size = noLine + field(lineField.lines);
      const [total, variance] = [field(lineField.total), field(lineField.variance)];
      if (noLine > 0 && !isCovered({ total, variance, size })) pairs += noLine;
    }
    return pairs;
  };
  return {
    pairs: of(cellField.pairs),
    judged: of(cellField.judged),
    humans: of(cellField.humans),
    unreachable: of(cellField.unreachable) + notCovered(cellField.humanLines),
    unaskable: of(cellField.unaskable) + notCovered(cellField.judgeLines),
    missing: of(cellField.missing),
    unjudged: of(cellField.unjudged),
  };
}
