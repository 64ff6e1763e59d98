import { infoNce } from '../loss/info-nce.ts';
import { binOf } from '../statistics/histogram.ts';
import { chooseAnywhere, chooseLast } from './choose.ts';
import { isShown, type Tally } from './tally.ts';
import { labelBit } from './tune-request.ts';
import { field, fieldCount } from './tune-sums.ts';

/** e^600: above, sums of powers may leave float64. */
const largestPower = Math.exp(600);

/**
 * From place `place` of the grid on, the passing candidates are the kept ones, in order of score from the worst to the best: counts
 * what this changes in the unit's selection and loss. Only differences to the state before are written, so that a unit costs as
 * much as changes in it.
 */
export function countState(tally: Tally, place: number): void {
  if (tally.request.settings.select === 'top') slideWindow(tally, place);
  else changeChosen(tally, place, chooseLast);
  countLoss(tally, place);
}

/** The same where the passing candidates are in any order. */
export function countUnorderedState(tally: Tally, place: number): void {
  changeChosen(tally, place, chooseAnywhere);
  countLoss(tally, place);
}

/** The best n are the last n that entered: as many as are new push the oldest out. */
function slideWindow(tally: Tally, place: number): void {
  const { passing, counted, wanted, chosen } = tally;
  const before = Math.min(counted, wanted);
  const entering = Math.min(passing - counted, wanted);
  const leaving = Math.max(0, before + entering - wanted);
  const oldest = counted - before;
  const first = passing - entering;
  for (let i = 0; i < entering; i++) {
    if (i < leaving) exchange(tally, place, first + i, oldest + i);
    else countChange(tally, place, first + i, 1);
  }
  const count = Math.min(passing, wanted);
  for (let i = 0; i < count; i++) chosen[i] = passing - 1 - i;
  tally.chosenCount = count;
  tally.counted = passing;
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

/**
 * One candidate takes another's place in the selection: the commonest change by far, and most of the two cancels. At most as many
 * leave as enter.
 */
function exchange(tally: Tally, place: number, entering: number, leaving: number): void {
  const { sums, frame, material, columns, scoreBins, differenceBins, anchorScore, suspectBound } = tally;
  if (tally.ranges || material.labels !== null || Number.isNaN(anchorScore)) {
    countChange(tally, place, leaving, -1);
    countChange(tally, place, entering, 1);
    return;
  }
  const { scores, poolSize } = material.pool;
  const rowStart = tally.row * poolSize;
  const newColumn = columns[entering] ?? 0;
  const oldColumn = columns[leaving] ?? 0;
  const newScore = scores[rowStart + newColumn] ?? 0;
  const oldScore = scores[rowStart + oldColumn] ?? 0;
  const { temperature } = tally.request;
  if (temperature !== null) tally.powers[entering] = Math.exp((newScore - anchorScore) / temperature);
  const { fields, selectedRanks, selectedScores, selectedDifferences } = sums;
  const start = place * fieldCount;
  fields[start + field.score] = (fields[start + field.score] ?? 0) + (newScore - oldScore);
  fields[start + field.difference] = (fields[start + field.difference] ?? 0) + (oldScore - newScore);
  // In order of score, the one that enters is at least as good.
  if (newScore >= suspectBound && !(oldScore >= suspectBound))
    fields[start + field.suspects] = (fields[start + field.suspects] ?? 0) + 1;
  move(
    selectedRanks,
    place * frame.rankBins,
    tally.rankBinOf[oldColumn] ?? 0,
    tally.rankBinOf[newColumn] ?? 0,
  );
  move(selectedScores, place * (frame.score.length - 1), scoreBins[leaving] ?? 0, scoreBins[entering] ?? 0);
  move(
    selectedDifferences,
    place * (frame.difference.length - 1),
    differenceBins[leaving] ?? 0,
    differenceBins[entering] ?? 0,
  );
}

function move(target: Int32Array, row: number, from: number, to: number): void {
  if (from === to) return;
  target[row + from] = (target[row + from] ?? 0) - 1;
  target[row + to] = (target[row + to] ?? 0) + 1;
}

/** A candidate becomes selected (`sign` 1) or is no longer (−1) from a place on. */
function countChange(tally: Tally, place: number, candidate: number, sign: 1 | -1): void {
  const { sums, frame, material } = tally;
  const column = tally.columns[candidate] ?? 0;
  const cell = tally.row * material.pool.poolSize + column;
  const score = material.pool.scores[cell] ?? 0;
  const { temperature } = tally.request;
  if (sign === 1 && temperature !== null)
    tally.powers[candidate] = Math.exp((score - tally.anchorScore) / temperature);
  if (!isShown(tally, column, score)) return;
  const { fields, selectedRanks, selectedScores, selectedDifferences } = sums;
  const start = place * fieldCount;
  fields[start + field.selected] = (fields[start + field.selected] ?? 0) + sign;
  if (score >= tally.suspectBound)
    fields[start + field.suspects] = (fields[start + field.suspects] ?? 0) + sign;
  if (material.labels !== null) {
    const labels = material.labels[cell] ?? 0;
    if ((labels & labelBit.judged) !== 0)
      fields[start + field.judged] = (fields[start + field.judged] ?? 0) + sign;
    if ((labels & labelBit.annotated) !== 0)
      fields[start + field.annotated] = (fields[start + field.annotated] ?? 0) + sign;
  }
  const rank = place * frame.rankBins + (tally.rankBinOf[column] ?? 0);
  selectedRanks[rank] = (selectedRanks[rank] ?? 0) + sign;
  const scoreBin = tally.scoreBins[candidate] ?? -1;
  if (scoreBin < 0) return;
  fields[start + field.score] = (fields[start + field.score] ?? 0) + sign * score;
  const inScores = place * (frame.score.length - 1) + scoreBin;
  selectedScores[inScores] = (selectedScores[inScores] ?? 0) + sign;
  const differenceBin = tally.differenceBins[candidate] ?? -1;
  if (differenceBin < 0) return;
  fields[start + field.anchored] = (fields[start + field.anchored] ?? 0) + sign;
  fields[start + field.difference] =
    (fields[start + field.difference] ?? 0) + sign * (tally.anchorScore - score);
  const inDifferences = place * (frame.difference.length - 1) + differenceBin;
  selectedDifferences[inDifferences] = (selectedDifferences[inDifferences] ?? 0) + sign;
}

/** The loss of the chosen, against that of the state before. */
function countLoss(tally: Tally, place: number): void {
  const { request, chosen, chosenCount, anchorScore, powers, loss, material, columns, suspectBound } = tally;
  const { temperature } = request;
  if (temperature === null || Number.isNaN(anchorScore) || chosenCount === 0) return;
  const { loss: lossBefore, weight: weightBefore } = loss;
  const rowStart = tally.row * material.pool.poolSize;
  let sum = 0;
  for (let i = 0; i < chosenCount; i++) sum += powers[chosen[i] ?? 0] ?? 0;
  // Negatives that came with the data unscored have no geometry: while one is chosen, the unit has no loss.
  const known = !Number.isNaN(sum);
  if (sum > largestPower) steepLoss(tally, rowStart, temperature);
  else {
    loss.loss = known ? Math.log1p(sum) : 0;
    loss.weight = known ? sum / (1 + sum) : 0;
  }
  const { fields } = tally.sums;
  const start = place * fieldCount;
  fields[start + field.loss] = (fields[start + field.loss] ?? 0) + (loss.loss - lossBefore);
  fields[start + field.weight] = (fields[start + field.weight] ?? 0) + (loss.weight - weightBefore);
  countLossBin(tally, place, known ? nearBin(tally.frame.loss, tally.lossBin, loss.loss) : -1);
  // In order of score, nobody is a suspect when the best is not; with labels, everybody is looked at.
  const best = material.pool.scores[rowStart + (columns[chosen[0] ?? 0] ?? 0)] ?? 0;
  if (material.ordered && material.labels === null && !(best >= suspectBound) && loss.suspects === 0) return;
  countWeights(tally, start, known ? sum : Number.NaN);
}

/** What of the softmax weight lies on suspects and false negatives; none where the sum of powers is NaN. */
function countWeights(tally: Tally, start: number, sum: number): void {
  const { chosen, chosenCount, anchorScore, powers, loss, material, columns } = tally;
  const { fields } = tally.sums;
  const temperature = tally.request.temperature ?? 1;
  const rowStart = tally.row * material.pool.poolSize;
  let suspects = 0;
  let judged = 0;
  let annotated = 0;
  for (let i = 0; !Number.isNaN(sum) && i < chosenCount; i++) {
    const cell = rowStart + (columns[chosen[i] ?? 0] ?? 0);
    const score = material.pool.scores[cell] ?? 0;
    const labels = material.labels === null ? 0 : (material.labels[cell] ?? 0);
    const suspect = score >= tally.suspectBound;
    if (!suspect && labels === 0) continue;
    const weight =
      sum > largestPower
        ? Math.exp((score - anchorScore) / temperature - loss.loss)
        : (powers[chosen[i] ?? 0] ?? 0) / (1 + sum);
    if (suspect) suspects += weight;
    if ((labels & labelBit.judged) !== 0) judged += weight;
    if ((labels & labelBit.annotated) !== 0) annotated += weight;
  }
  fields[start + field.suspectWeight] =
    (fields[start + field.suspectWeight] ?? 0) + (suspects - loss.suspects);
  fields[start + field.judgedWeight] = (fields[start + field.judgedWeight] ?? 0) + (judged - loss.judged);
  fields[start + field.annotatedWeight] =
    (fields[start + field.annotatedWeight] ?? 0) + (annotated - loss.annotated);
  loss.suspects = suspects;
  loss.judged = judged;
  loss.annotated = annotated;
}

function steepLoss(tally: Tally, rowStart: number, temperature: number): void {
  const { chosen, chosenCount, columns, space, material } = tally;
  for (let i = 0; i < chosenCount; i++)
    space[i] = material.pool.scores[rowStart + (columns[chosen[i] ?? 0] ?? 0)] ?? 0;
  infoNce(tally.anchorScore, space, chosenCount, temperature, tally.loss);
}

/** The unit moves to a bin of the loss from a place on; −1 is none. */
function countLossBin(tally: Tally, place: number, bin: number): void {
  const before = tally.lossBin;
  if (bin === before) return;
  tally.lossBin = bin;
  const { fields, losses } = tally.sums;
  const row = place * (tally.frame.loss.length - 1);
  if (before >= 0) losses[row + before] = (losses[row + before] ?? 0) - 1;
  if (bin >= 0) losses[row + bin] = (losses[row + bin] ?? 0) + 1;
  const units = place * fieldCount + field.lossUnits;
  if (before < 0 || bin < 0) fields[units] = (fields[units] ?? 0) + (bin < 0 ? -1 : 1);
}

/** `binOf`, sooner where the value is still in the bin of the one before. */
function nearBin(edges: Float64Array, bin: number, value: number): number {
  if (bin >= 0 && value >= (edges[bin] ?? 0) && value < (edges[bin + 1] ?? 0)) return bin;
  return binOf(edges, value);
}
