import { addCount, addNumber } from './add-at.ts';
import { countLoss } from './count-loss.ts';
import type { Tally } from './tally.ts';
import { labelBit } from './tune-request.ts';
import { field, fieldCount } from './tune-sums.ts';

/** Counts from where on the unit at hand has one negative and where it has all. */
export function countFed({ entries, passing, wanted, request, sums }: Tally): void {
  if (passing > 0) addNumber(sums.fields, (entries[0] ?? 0) * fieldCount + field.fed, 1);
  // Where the draw reaches fewer than n, no unit is ever full.
  if (wanted === request.settings.numNegatives && passing >= wanted)
    addNumber(sums.fields, (entries[wanted - 1] ?? 0) * fieldCount + field.full, 1);
}

/**
 * Goes through the states of the unit at hand, each with the candidates that passed up to a place of the grid: counts what the state
 * changes in the unit's selection and loss. Only differences to the state before are written, so that a unit costs as much as
 * changes in it.
 */
export function countStates(tally: Tally, choose: (tally: Tally) => void): void {
  const { entries, passing } = tally;
  for (let after = 1; after <= passing; after++) {
    const place = entries[after - 1] ?? 0;
    if (after < passing && entries[after] === place) continue;
    tally.passing = after;
    changeChosen(tally, place, choose);
    countLoss(tally, place);
  }
}

function changeChosen(tally: Tally, place: number, choose: (tally: Tally) => void): void {
  const { marks } = tally;
  const before = tally.chosen;
  const beforeCount = tally.chosenCount;
  tally.chosen = tally.previous;
  tally.previous = before;
  choose(tally);
  const { chosen, chosenCount } = tally;
  for (let i = 0; i < chosenCount; i++) {
    const candidate = chosen[i] ?? 0;
    if (marks[candidate] === 0) countChange(tally, place, candidate, 1);
    marks[candidate] = 2;
  }
  for (let i = 0; i < beforeCount; i++) {
    const candidate = before[i] ?? 0;
    if (marks[candidate] === 2) continue;
    marks[candidate] = 0;
    countChange(tally, place, candidate, -1);
  }
  for (let i = 0; i < chosenCount; i++) marks[chosen[i] ?? 0] = 1;
}

/** A candidate becomes selected (`sign` 1) or is no longer (−1) from a place on. */
function countChange(tally: Tally, place: number, candidate: number, sign: 1 | -1): void {
  const { sums, frame, anchorScore } = tally;
  const score = tally.scores[candidate] ?? 0;
  const { temperature } = tally.request;
  if (sign === 1 && temperature !== null)
    tally.powers[candidate] = Math.exp((score - anchorScore) / temperature);
  if (tally.shown[candidate] === 0) return;
  const start = place * fieldCount;
  if (score >= tally.suspectBound) addNumber(sums.fields, start + field.suspects, sign);
  countLabels(tally, place, candidate, sign);
  const rankBin = tally.rankBinOf[tally.columns[candidate] ?? 0] ?? 0;
  addCount(sums.selectedRanks, place * frame.rankBins + rankBin, sign);
  const scoreBin = tally.scoreBins[candidate] ?? -1;
  if (scoreBin < 0) return;
  addNumber(sums.fields, start + field.score, sign * score);
  addCount(sums.selectedScores, place * (frame.score.length - 1) + scoreBin, sign);
  const differenceBin = tally.differenceBins[candidate] ?? -1;
  if (differenceBin < 0) return;
  addNumber(sums.fields, start + field.difference, sign * (anchorScore - score));
  addCount(sums.selectedDifferences, place * (frame.difference.length - 1) + differenceBin, sign);
}

/** The same for what judges and people say of it. */
export function countLabels(tally: Tally, place: number, candidate: number, sign: 1 | -1): void {
  const { labels, pool } = tally.material;
  if (labels === null) return;
  const bits = labels[tally.row * pool.poolSize + (tally.columns[candidate] ?? 0)] ?? 0;
  const start = place * fieldCount;
  if ((bits & labelBit.judged) !== 0) addNumber(tally.sums.fields, start + field.judged, sign);
  if ((bits & labelBit.annotated) !== 0) addNumber(tally.sums.fields, start + field.annotated, sign);
}
