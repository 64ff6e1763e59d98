import type { MiningSettings } from '../domain/mining-settings.ts';
import { boundsOf, type Bounds } from '../mining/rules.ts';
import { reachOf } from '../mining/select.ts';
import { infoNce } from '../loss/info-nce.ts';
import { binOf } from '../statistics/histogram.ts';
import { looseningGrid, type LooseningGrid } from './grid-entry.ts';
import { parameterOf } from './slider.ts';
import type { TuneFrame } from './tune-frame.ts';
import { isInside, labelBit, type TuneMaterial, type TuneRequest } from './tune-request.ts';
import type { TuneSums } from './tune-sums.ts';

/** Counting one unit after the other: what does not change between them, the unit at hand, and space that is used again. */
export type Tally = {
  readonly material: TuneMaterial;
  readonly request: TuneRequest;
  readonly frame: TuneFrame;
  readonly sums: TuneSums;
  readonly grid: LooseningGrid;
  /** How many of the kept are looked at, and how many of those are selected. */
  readonly reach: number;
  readonly wanted: number;
  /** Some rule beside the slider's is active. */
  readonly otherRules: boolean;

  /** The unit at hand. */
  row: number;
  anchorScore: number;
  suspectBound: number;
  /** Bounds of all rules but the slider's. */
  bounds: Bounds;

  /** Candidates that pass the other rules, in the order in which loosening keeps them. */
  passing: number;
  readonly columns: Int32Array;
  readonly entries: Int32Array;
  /** Since which place a passing candidate is selected; −1 while it is not. */
  readonly since: Int32Array;
  /** Drawing keys, of the first `keyed` passing candidates. */
  readonly keys: Float64Array;
  keyed: number;
  /** Passing candidates selected in the state at hand, best rank first. */
  chosen: Int32Array;
  chosenCount: number;
  previous: Int32Array;
  previousCount: number;
  readonly chosenScores: Float64Array;
  readonly unitLoss: { loss: number; weight: number };
};

/** Prepares counting into `sums`, which belong to the request's grid and the frame. */
export function createTally(
  material: TuneMaterial,
  request: TuneRequest,
  frame: TuneFrame,
  sums: TuneSums,
): Tally {
  const { settings, slider } = request;
  const { poolSize } = material.pool;
  const reach = Math.min(reachOf(settings), poolSize);
  const others = otherSettings(request);
  return {
    material,
    request,
    frame,
    sums,
    grid: looseningGrid(slider, request.grid),
    reach,
    wanted: Math.min(settings.numNegatives, reach),
    otherRules: [
      others.shift,
      others.rangeMax,
      others.maxScore,
      others.absoluteMargin,
      others.perc,
      others.minScore,
      others.nearDuplicate,
    ].some((value) => value !== null),
    row: 0,
    anchorScore: Number.NaN,
    suspectBound: Number.NaN,
    bounds: boundsOf(others, Number.NaN),
    passing: 0,
    columns: new Int32Array(poolSize),
    entries: new Int32Array(poolSize),
    since: new Int32Array(poolSize),
    keys: new Float64Array(poolSize),
    keyed: 0,
    chosen: new Int32Array(reach),
    chosenCount: 0,
    previous: new Int32Array(reach),
    previousCount: 0,
    chosenScores: new Float64Array(reach),
    unitLoss: { loss: 0, weight: 0 },
  };
}

function otherSettings({ settings, slider }: TuneRequest): MiningSettings {
  return { ...settings, [parameterOf(slider)]: null };
}

/** Makes a unit the one at hand. Without an anchor, an anchored slider makes everybody fail `no-anchor`, as its rule does. */
export function beginUnit(tally: Tally, row: number, anchorScore: number, suspectBound: number): void {
  const { slider } = tally.request;
  const anchored = slider === 'margin-pos' || slider === 'perc-pos';
  const bounds = boundsOf(otherSettings(tally.request), anchorScore);
  tally.row = row;
  tally.anchorScore = anchorScore;
  tally.suspectBound = suspectBound;
  tally.bounds = anchored && Number.isNaN(anchorScore) ? { ...bounds, noAnchor: true } : bounds;
  tally.passing = 0;
  tally.keyed = 0;
  tally.chosenCount = 0;
  tally.previousCount = 0;
}

/** Whether a candidate of the unit at hand lies in everything that is brushed. */
export function isShown(tally: Tally, column: number, score: number): boolean {
  const { filter } = tally.request;
  return (
    (filter.score === null || isInside(filter.score, score)) &&
    (filter.rank === null || isInside(filter.rank, column + 1)) &&
    (filter.difference === null || isInside(filter.difference, tally.anchorScore - score))
  );
}

export function rankBin(tally: Tally, column: number): number {
  return Math.floor((column * tally.frame.rankBins) / tally.material.pool.poolSize);
}

/** Counts a candidate as selected from place `from` up to place `to`. */
export function addSelected(tally: Tally, column: number, from: number, to: number): void {
  if (from >= to) return;
  const { sums, frame, material } = tally;
  const cell = tally.row * material.pool.poolSize + column;
  const score = material.pool.scores[cell] ?? 0;
  if (!isShown(tally, column, score)) return;
  addFromTo(sums.selected, 1, 0, from, to, 1);
  if (score >= tally.suspectBound) addFromTo(sums.suspects, 1, 0, from, to, 1);
  const labels = material.labels?.[cell] ?? 0;
  if ((labels & labelBit.judged) !== 0) addFromTo(sums.judged, 1, 0, from, to, 1);
  if ((labels & labelBit.annotated) !== 0) addFromTo(sums.annotated, 1, 0, from, to, 1);
  addFromTo(sums.selectedRanks, frame.rankBins, rankBin(tally, column), from, to, 1);
  if (Number.isNaN(score)) return;
  addFromTo(sums.scoreSum, 1, 0, from, to, score);
  addFromTo(sums.selectedScores, frame.score.length - 1, binOf(frame.score, score), from, to, 1);
  const difference = tally.anchorScore - score;
  if (Number.isNaN(difference)) return;
  addFromTo(sums.anchored, 1, 0, from, to, 1);
  addFromTo(sums.differenceSum, 1, 0, from, to, difference);
  addFromTo(
    sums.selectedDifferences,
    frame.difference.length - 1,
    binOf(frame.difference, difference),
    from,
    to,
    1,
  );
}

/** Counts the unit's loss with the chosen of the state at hand, from place `from` up to place `to`. */
export function addLoss(tally: Tally, from: number, to: number): void {
  const { sums, frame, material, anchorScore, unitLoss, chosenScores } = tally;
  const { temperature } = tally.request;
  if (temperature === null || from >= to || tally.chosenCount === 0 || Number.isNaN(anchorScore)) return;
  const start = tally.row * material.pool.poolSize;
  for (let i = 0; i < tally.chosenCount; i++) {
    const score = material.pool.scores[start + (tally.columns[tally.chosen[i] ?? 0] ?? 0)] ?? 0;
    // Negatives that came with the data unscored have no geometry: their unit has no loss.
    if (Number.isNaN(score)) return;
    chosenScores[i] = score;
  }
  infoNce(anchorScore, chosenScores, tally.chosenCount, temperature, unitLoss);
  addFromTo(sums.lossUnits, 1, 0, from, to, 1);
  addFromTo(sums.lossSum, 1, 0, from, to, unitLoss.loss);
  addFromTo(sums.weight, 1, 0, from, to, unitLoss.weight);
  addFromTo(sums.losses, frame.loss.length - 1, binOf(frame.loss, unitLoss.loss), from, to, 1);
  for (let i = 0; i < tally.chosenCount; i++) {
    const score = chosenScores[i] ?? 0;
    const labels = material.labels?.[start + (tally.columns[tally.chosen[i] ?? 0] ?? 0)] ?? 0;
    const suspect = score >= tally.suspectBound;
    if (!suspect && labels === 0) continue;
    const weight = Math.exp((score - anchorScore) / temperature - unitLoss.loss);
    if (suspect) addFromTo(sums.suspectWeight, 1, 0, from, to, weight);
    if ((labels & labelBit.judged) !== 0) addFromTo(sums.judgedWeight, 1, 0, from, to, weight);
    if ((labels & labelBit.annotated) !== 0) addFromTo(sums.annotatedWeight, 1, 0, from, to, weight);
  }
}

/** Adds to one bin of a difference array (row-major places × bins) from place `from` up to place `to`. */
export function addFromTo(
  target: Int32Array | Float64Array,
  bins: number,
  bin: number,
  from: number,
  to: number,
  value: number,
): void {
  const start = from * bins + bin;
  const end = to * bins + bin;
  target[start] = (target[start] ?? 0) + value;
  target[end] = (target[end] ?? 0) - value;
}
