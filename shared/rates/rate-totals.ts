import { cellField, cellWidth, lineField } from './cell-sums.ts';
import { isCovered, isOversampled } from './line-coverage.ts';

type Oversampled = { readonly total: number; readonly pairs: number };

/** Pairs behind a rate, over all its cells. */
export type RateTotals = {
  readonly pairs: number;
  readonly judged: number;
  readonly humans: number;
  /** Pairs that people's sample cannot hold: π = 0, or without a probability in a part that those given cannot stand for. */
  readonly unreachable: number;
  /** The same of the judge's; 0 where nobody was judged. */
  readonly unaskable: number;
  /** Pairs that given probabilities stand for, where these are more than there can be; null where they are not. */
  readonly oversampled: Oversampled | null;
  readonly judgeOversampled: Oversampled | null;
  /** Labelled, with nothing settled. */
  readonly missing: number;
  /** Labelled without any question to the judge: predictions do not correct these, so λ is 0 where there are any. */
  readonly unjudged: number;
};

/** Adds up the cells of a set, which are those of `regions` regions one after the other. */
export function totalsOf(sums: Float64Array, regions: number): RateTotals {
  const of = (field: number): number => sumOf(sums, field);
  const ofPeople = linesOf(sums, regions, cellField.humanLines);
  const ofJudge = linesOf(sums, regions, cellField.judgeLines);
  return {
    pairs: of(cellField.pairs),
    judged: of(cellField.judged),
    humans: of(cellField.humans),
    unreachable: of(cellField.unreachable) + ofPeople.uncovered,
    unaskable: of(cellField.unaskable) + ofJudge.uncovered,
    oversampled: ofPeople.oversampled,
    judgeOversampled: ofJudge.oversampled,
    missing: of(cellField.missing),
    unjudged: of(cellField.unjudged),
  };
}

/** Whether the judge's answers can correct a rate of this set; without, λ is 0. */
export function isJudgeUsable({ unjudged, unaskable, judgeOversampled }: RateTotals): boolean {
  return unjudged === 0 && unaskable === 0 && judgeOversampled === null;
}

/** What given probabilities cannot stand for, in any of the regions, and for what too many they stand. */
function linesOf(
  sums: Float64Array,
  regions: number,
  field: number,
): { readonly uncovered: number; readonly oversampled: Oversampled | null } {
  let uncovered = 0;
  let oversampled: Oversampled | null = null;
  const length = sums.length / regions;
  for (let from = 0; from < sums.length; from += length) {
    const region = sums.subarray(from, from + length);
    const of = (index: number): number => sumOf(region, field + index);
    const noLine = of(lineField.noLine);
    const lines = {
      size: noLine + of(lineField.lines),
      total: of(lineField.total),
      variance: of(lineField.variance),
    };
    if (noLine > 0 && !isCovered(lines)) uncovered += noLine;
    if (isOversampled(lines)) oversampled = { total: lines.total, pairs: lines.size };
  }
  return { uncovered, oversampled };
}

/** One field of all cells. */
function sumOf(cells: Float64Array, field: number): number {
  let sum = 0;
  for (let at = field; at < cells.length; at += cellWidth) sum += cells[at] ?? 0;
  return sum;
}
