import { infoNce } from '../loss/info-nce.ts';
import { binOf } from '../statistics/histogram.ts';
import { addCount, addNumber } from './add-at.ts';
import type { Tally } from './tally.ts';
import { labelBit } from './tune-request.ts';
import { field, fieldCount } from './tune-sums.ts';

/** e^600: above, sums of powers may leave float64. */
export const largestPower = Math.exp(600);

/** The loss of the chosen from a place on, against that of the state before; `powers` are those of the chosen. */
export function countLoss(tally: Tally, place: number): void {
  const { request, chosen, chosenCount, anchorScore, powers, loss } = tally;
  const { temperature } = request;
  if (temperature === null || Number.isNaN(anchorScore) || chosenCount === 0) return;
  const { loss: lossBefore, weight: weightBefore } = loss;
  let sum = 0;
  for (let i = 0; i < chosenCount; i++) sum += powers[chosen[i] ?? 0] ?? 0;
  // Negatives that came with the data unscored have no geometry: while one is chosen, the unit has no loss.
  const known = !Number.isNaN(sum);
  if (sum > largestPower) {
    for (let i = 0; i < chosenCount; i++) tally.space[i] = tally.scores[chosen[i] ?? 0] ?? 0;
    infoNce(anchorScore, tally.space, chosenCount, temperature, loss);
  } else {
    loss.loss = known ? Math.log1p(sum) : 0;
    loss.weight = known ? sum / (1 + sum) : 0;
  }
  const { fields } = tally.sums;
  const start = place * fieldCount;
  addNumber(fields, start + field.loss, loss.loss - lossBefore);
  addNumber(fields, start + field.weight, loss.weight - weightBefore);
  const before = loss.bin;
  loss.bin = known ? binOf(tally.frame.loss, loss.loss) : -1;
  moveLossBin(tally, place, before, loss.bin);
  countWeights(tally, start, known ? sum : Number.NaN, temperature);
}

/** The unit moves from one bin of the loss to another from a place on; −1 is none. */
export function moveLossBin({ sums, frame }: Tally, place: number, before: number, bin: number): void {
  if (bin === before) return;
  const row = place * (frame.loss.length - 1);
  if (before >= 0) addCount(sums.losses, row + before, -1);
  if (bin >= 0) addCount(sums.losses, row + bin, 1);
  if (before < 0 || bin < 0) addNumber(sums.fields, place * fieldCount + field.lossUnits, bin < 0 ? -1 : 1);
}

/** What of the softmax weight lies on suspects and false negatives; none where the sum of powers is NaN. */
function countWeights(tally: Tally, start: number, sum: number, temperature: number): void {
  const { chosen, chosenCount, anchorScore, powers, loss, material, columns, sums } = tally;
  const rowStart = tally.row * material.pool.poolSize;
  let suspects = 0;
  let judged = 0;
  let annotated = 0;
  for (let i = 0; !Number.isNaN(sum) && i < chosenCount; i++) {
    const candidate = chosen[i] ?? 0;
    const score = tally.scores[candidate] ?? 0;
    const labels = material.labels?.[rowStart + (columns[candidate] ?? 0)] ?? 0;
    const suspect = score >= tally.suspectBound;
    if (!suspect && labels === 0) continue;
    const weight =
      sum > largestPower
        ? Math.exp((score - anchorScore) / temperature - loss.loss)
        : (powers[candidate] ?? 0) / (1 + sum);
    if (suspect) suspects += weight;
    if ((labels & labelBit.judged) !== 0) judged += weight;
    if ((labels & labelBit.annotated) !== 0) annotated += weight;
  }
  addNumber(sums.fields, start + field.suspectWeight, suspects - loss.suspects);
  addNumber(sums.fields, start + field.judgedWeight, judged - loss.judged);
  addNumber(sums.fields, start + field.annotatedWeight, annotated - loss.annotated);
  loss.suspects = suspects;
  loss.judged = judged;
  loss.annotated = annotated;
}
