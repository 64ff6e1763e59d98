import { infoNce } from '../loss/info-nce.ts';
import { binOf } from '../statistics/histogram.ts';
import { addCount, addNumber } from './add-at.ts';
import type { Tally } from './tally.ts';
import { labelBit } from './tune-request.ts';
import { field, fieldCount } from './tune-sums.ts';

/** e^600: above, sums of powers may leave float64. */
export const largestPower = Math.exp(600);

/** Ratios of one place are multiplied up to here before their logarithm is taken. */
const largestRatio = 1e20;

/** Closer to an edge than this, in parts of the sum, the loss itself says in which bin it is: the edges are rounded, too. */
const nearEdge = 1e-12;

/**
 * From a place on, the powers of the chosen sum to `sum`, and those of suspects and false negatives among them to the others. The loss
 * is ln(1 + sum): what it changes at a place, over all units, is the logarithm of a product of ratios, taken once and not a thousand
 * times. Edges of its histogram are compared as sums for the same reason.
 */
export function countLoss(
  tally: Tally,
  place: number,
  sum: number,
  suspects: number,
  judged: number,
  annotated: number,
): void {
  const whole = 1 + sum;
  const share = 1 / whole;
  turnLoss(tally, place, whole, share, 0, sum * share, lossBinOf(tally, sum));
  turnWeights(tally, place, suspects * share, judged * share, annotated * share);
}

/** The same from the candidates in `chosen`. */
export function countChosenLoss(tally: Tally, place: number): void {
  const { request, chosen, chosenCount, anchorScore, powers, material, columns } = tally;
  const { temperature } = request;
  if (temperature === null || Number.isNaN(anchorScore) || chosenCount === 0) return;
  const rowStart = tally.row * material.pool.poolSize;
  let [sum, suspects, judged, annotated] = [0, 0, 0, 0];
  for (let i = 0; i < chosenCount; i++) sum += powers[chosen[i] ?? 0] ?? 0;
  const isSteep = sum > largestPower;
  if (isSteep) {
    for (let i = 0; i < chosenCount; i++) tally.space[i] = tally.scores[chosen[i] ?? 0] ?? 0;
    infoNce(anchorScore, tally.space, chosenCount, temperature, tally.steep);
  }
  // Negatives that came with the data unscored have no geometry: while one is chosen, the unit has no loss.
  const isKnown = !Number.isNaN(sum);
  for (let i = 0; isKnown && i < chosenCount; i++) {
    const candidate = chosen[i] ?? 0;
    const score = tally.scores[candidate] ?? 0;
    const bits = material.labels?.[rowStart + (columns[candidate] ?? 0)] ?? 0;
    const power = isSteep
      ? Math.exp((score - anchorScore) / temperature - tally.steep.loss)
      : (powers[candidate] ?? 0);
    if (score >= tally.suspectBound) suspects += power;
    if ((bits & labelBit.judged) !== 0) judged += power;
    if ((bits & labelBit.annotated) !== 0) annotated += power;
  }
  if (isKnown && !isSteep) return countLoss(tally, place, sum, suspects, judged, annotated);
  const { loss: nats, weight } = isSteep ? tally.steep : { loss: 0, weight: 0 };
  turnLoss(tally, place, 1, 1, nats, weight, isSteep ? binOf(tally.frame.loss, nats) : -1);
  turnWeights(tally, place, suspects, judged, annotated);
}

/** The unit's loss is ln(`whole`) + `beyond` from a place on, in a bin (−1: it has none); `share` is 1 / `whole`. */
function turnLoss(
  tally: Tally,
  place: number,
  whole: number,
  share: number,
  beyond: number,
  weight: number,
  bin: number,
): void {
  const { loss, lossRatios } = tally;
  const { fields, losses } = tally.sums;
  const start = place * fieldCount;
  let ratio = (lossRatios[place] ?? 1) * (whole * loss.share);
  if (ratio > largestRatio || ratio < 1 / largestRatio) {
    addNumber(fields, start + field.loss, Math.log(ratio));
    ratio = 1;
  }
  lossRatios[place] = ratio;
  if (beyond !== loss.beyond) addNumber(fields, start + field.loss, beyond - loss.beyond);
  addNumber(fields, start + field.weight, weight - loss.weight);
  loss.share = share;
  loss.beyond = beyond;
  loss.weight = weight;
  const before = loss.bin;
  if (bin === before) return;
  loss.bin = bin;
  const row = place * (tally.frame.loss.length - 1);
  if (before >= 0) addCount(losses, row + before, -1);
  if (bin >= 0) addCount(losses, row + bin, 1);
  if (before < 0 || bin < 0) addNumber(fields, start + field.lossUnits, bin < 0 ? -1 : 1);
}

/** What of the softmax weight lies on suspects and false negatives from a place on. */
function turnWeights(
  { loss, sums: { fields } }: Tally,
  place: number,
  suspects: number,
  judged: number,
  annotated: number,
): void {
  const start = place * fieldCount;
  if (suspects !== loss.suspects) addNumber(fields, start + field.suspectWeight, suspects - loss.suspects);
  if (judged !== loss.judged) addNumber(fields, start + field.judgedWeight, judged - loss.judged);
  if (annotated !== loss.annotated) addNumber(fields, start + field.annotatedWeight, annotated - loss.annotated);
  loss.suspects = suspects;
  loss.judged = judged;
  loss.annotated = annotated;
}

/** The bin of ln(1 + sum), from that of the state before. */
function lossBinOf({ lossEdges, loss, frame }: Tally, sum: number): number {
  const last = lossEdges.length - 2;
  let bin = Math.max(0, loss.bin);
  while (bin < last && sum >= (lossEdges[bin + 1] ?? 0)) bin++;
  while (bin > 0 && sum < (lossEdges[bin] ?? 0)) bin--;
  const isNear =
    (bin < last && sum * (1 + nearEdge) >= (lossEdges[bin + 1] ?? 0)) ||
    (bin > 0 && sum * (1 - nearEdge) < (lossEdges[bin] ?? 0));
  return isNear ? binOf(frame.loss, Math.log1p(sum)) : bin;
}
