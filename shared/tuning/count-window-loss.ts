import { binOf } from '../statistics/histogram.ts';
import { addNumber } from './add-at.ts';
import { countLoss, largestPower, moveLossBin } from './count-loss.ts';
import type { Tally } from './tally.ts';
import { field, fieldCount } from './tune-sums.ts';

/** Ratios of one place are multiplied up to here before their logarithm is taken. */
const largestRatio = 1e20;

/** Closer to an edge than this, in parts of the sum, the loss itself says in which bin it is: the edges are rounded, too. */
const nearEdge = 1e-12;

/**
 * Counts the loss in every state of the unit at hand where the selected are the last n that entered. It is ln(1 + sum of powers): what
 * it changes at a place, over all units, is the logarithm of a product of ratios, taken once and not a million times, and edges of its
 * histogram are compared as sums.
 */
export function countWindowLoss(tally: Tally, temperature: number): void {
  const { entries, scores, powers, passing, wanted, anchorScore, suspectBound, sums, lossRatios } = tally;
  const { fields } = sums;
  for (let i = 0; i < passing; i++) powers[i] = Math.exp(((scores[i] ?? 0) - anchorScore) / temperature);
  // The best are the last.
  const isSteep = !((powers[passing - 1] ?? 0) * wanted <= largestPower);
  if (isSteep || tally.material.labels !== null) return countEachLoss(tally);
  let share = 1;
  let weight = 0;
  let suspectWeight = 0;
  let bin = -1;
  for (let latest = 0; latest < passing; latest++) {
    const place = entries[latest] ?? 0;
    if (latest + 1 < passing && entries[latest + 1] === place) continue;
    const end = latest + 1 < wanted ? 0 : latest + 1 - wanted;
    let sum = 0;
    let suspects = 0;
    for (let i = latest; i >= end; i--) {
      sum += powers[i] ?? 0;
      if ((scores[i] ?? 0) >= suspectBound) suspects = sum;
    }
    const start = place * fieldCount;
    const whole = 1 + sum;
    const ratio = (lossRatios[place] ?? 1) * (whole * share);
    const isLarge = ratio > largestRatio || ratio < 1 / largestRatio;
    if (isLarge) addNumber(fields, start + field.loss, Math.log(ratio));
    lossRatios[place] = isLarge ? 1 : ratio;
    share = 1 / whole;
    addNumber(fields, start + field.weight, sum * share - weight);
    weight = sum * share;
    addNumber(fields, start + field.suspectWeight, suspects * share - suspectWeight);
    suspectWeight = suspects * share;
    const before = bin;
    bin = lossBinOf(tally, before, sum);
    moveLossBin(tally, place, before, bin);
  }
}

/** State by state, as where candidates are drawn. */
function countEachLoss(tally: Tally): void {
  const { entries, passing, wanted, chosen } = tally;
  for (let latest = 0; latest < passing; latest++) {
    const place = entries[latest] ?? 0;
    if (latest + 1 < passing && entries[latest + 1] === place) continue;
    tally.chosenCount = Math.min(latest + 1, wanted);
    for (let i = 0; i < tally.chosenCount; i++) chosen[i] = latest - i;
    countLoss(tally, place);
  }
}

/** The bin of ln(1 + sum), which is near that of the state before (−1 for none). */
function lossBinOf({ lossEdges, frame }: Tally, before: number, sum: number): number {
  const last = lossEdges.length - 2;
  let bin = before < 0 ? 0 : before;
  while (bin < last && sum >= (lossEdges[bin + 1] ?? 0)) bin++;
  while (bin > 0 && sum < (lossEdges[bin] ?? 0)) bin--;
  const isNear =
    (bin < last && sum * (1 + nearEdge) >= (lossEdges[bin + 1] ?? 0)) ||
    (bin > 0 && sum * (1 - nearEdge) < (lossEdges[bin] ?? 0));
  return isNear ? binOf(frame.loss, Math.log1p(sum)) : bin;
}
