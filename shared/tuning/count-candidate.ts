import { failedMask } from '../mining/rules.ts';
import { addCount, addNumber } from './add-at.ts';
import type { Tally } from './tally.ts';
import { field, fieldCount, ruleCount, total } from './tune-sums.ts';

/** Mask of the rules beside the slider's that a candidate fails. */
export function otherMask(tally: Tally, start: number, column: number, score: number): number {
  const { bounds } = tally;
  if (!tally.otherRules && !Number.isNaN(tally.anchorScore)) return 0;
  const { positiveCosines } = tally.material;
  const cosine = positiveCosines == null ? Number.NaN : (positiveCosines[start + column] ?? Number.NaN);
  return failedMask(bounds, column + 1, score, cosine);
}

/** Counts a shown candidate that other rules drop and the slider's keeps from place `entry` on; its score's bin is −1 for none. */
export function countFailed({ sums }: Tally, mask: number, entry: number, bin: number): void {
  if (bin >= 0) addCount(sums.candidateScores, bin, 1);
  addNumber(sums.fields, entry * fieldCount + field.failedOthers, 1);
  for (let rule = 0; rule < ruleCount; rule++) if ((mask & (1 << rule)) !== 0) addNumber(sums.any, rule, 1);
  if ((mask & (mask - 1)) === 0) addCount(sums.only, entry * ruleCount + (31 - Math.clz32(mask)), 1);
}

/** One more candidate is kept from place `entry` on, unless that is after the last one; bins are −1 for no score and no anchor. */
export function keep(
  tally: Tally,
  column: number,
  entry: number,
  score: number,
  bin: number,
  differenceBin: number,
  shown: boolean,
): void {
  const { sums, frame, passing } = tally;
  if (shown) {
    addCount(sums.keptRanks, entry * frame.rankBins + (tally.rankBinOf[column] ?? 0), 1);
    if (bin >= 0) addCount(sums.keptScores, entry * (frame.score.length - 1) + bin, 1);
  }
  if (entry === tally.grid.values.length) return;
  tally.columns[passing] = column;
  tally.entries[passing] = entry;
  tally.scores[passing] = score;
  tally.scoreBins[passing] = bin;
  tally.differenceBins[passing] = differenceBin;
  tally.shown[passing] = shown ? 1 : 0;
  tally.passing = passing + 1;
}

/** Counts the unit at hand and its shown candidates. */
export function countCandidates({ sums }: Tally, candidates: number, suspects: number): void {
  addNumber(sums.totals, total.units, 1);
  addNumber(sums.totals, total.candidates, candidates);
  addNumber(sums.totals, total.suspects, suspects);
}
