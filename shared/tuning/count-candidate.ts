import { failedMask } from '../mining/rules.ts';
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

/** Counts a shown candidate that other rules drop and the slider's keeps from place `entry` on. */
export function countFailed({ sums }: Tally, mask: number, entry: number): void {
  increment(sums.fields, entry * fieldCount + field.failedOthers);
  for (let rule = 0; rule < ruleCount; rule++) if ((mask & (1 << rule)) !== 0) increment(sums.any, rule);
  if ((mask & (mask - 1)) === 0) increment(sums.only, entry * ruleCount + (31 - Math.clz32(mask)));
}

/** One more candidate is kept from place `entry` on. */
export function pass(tally: Tally, column: number, entry: number, bin: number, differenceBin: number): void {
  const { passing } = tally;
  tally.columns[passing] = column;
  tally.scoreBins[passing] = bin;
  tally.differenceBins[passing] = differenceBin;
  tally.passing = passing + 1;
  if (passing === 0) increment(tally.sums.fields, entry * fieldCount + field.fed);
  // Where the draw reaches fewer than n, no unit is ever full.
  if (passing + 1 === tally.request.settings.numNegatives && tally.wanted === passing + 1)
    increment(tally.sums.fields, entry * fieldCount + field.full);
}

/** Counts the unit at hand and its shown candidates. */
export function countCandidates({ sums }: Tally, candidates: number, suspects: number): void {
  increment(sums.totals, total.units);
  sums.totals[total.candidates] = (sums.totals[total.candidates] ?? 0) + candidates;
  sums.totals[total.suspects] = (sums.totals[total.suspects] ?? 0) + suspects;
}

export function increment(target: Int32Array | Float64Array, place: number): void {
  target[place] = (target[place] ?? 0) + 1;
}
