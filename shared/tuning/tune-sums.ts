import type { TuneFrame } from './tune-frame.ts';

/**
 * Difference arrays over the grid in loosening order: a candidate that counts from place a up to place b adds at a and takes away
 * at b. Those of parts of a pool add up to those of the pool. Each has a place more than the grid: for "never" and "to the end".
 */
export type TuneSums = {
  /** Of what is shown: rows, units, candidates, suspects among them. */
  readonly totals: Int32Array;
  readonly kept: Int32Array;
  readonly selected: Int32Array;
  /** Units with at least one, and with all n negatives. */
  readonly fed: Int32Array;
  readonly full: Int32Array;
  /** Among the selected: suspects, false negatives by judge and by human, those with an anchor. */
  readonly suspects: Int32Array;
  readonly judged: Int32Array;
  readonly annotated: Int32Array;
  readonly anchored: Int32Array;
  /** Candidates that the slider's own rule keeps. */
  readonly sliderKept: Int32Array;
  /** By rule × place: candidates that fail this rule and no other. */
  readonly only: Int32Array;
  /** By rule: candidates that fail it; nothing of the slider's own. */
  readonly any: Int32Array;
  /** Units with an anchor and a negative. */
  readonly lossUnits: Int32Array;
  readonly scoreSum: Float64Array;
  readonly differenceSum: Float64Array;
  readonly lossSum: Float64Array;
  /** Softmax weight of the selected, and the parts of suspects and false negatives in it. */
  readonly weight: Float64Array;
  readonly suspectWeight: Float64Array;
  readonly judgedWeight: Float64Array;
  readonly annotatedWeight: Float64Array;
  /** Row-major places × bins. */
  readonly keptScores: Int32Array;
  readonly selectedScores: Int32Array;
  readonly selectedDifferences: Int32Array;
  readonly losses: Int32Array;
  readonly keptRanks: Int32Array;
  readonly selectedRanks: Int32Array;
  /** By bin, whatever the slider's value. */
  readonly positiveScores: Int32Array;
  readonly candidateScores: Int32Array;
  readonly candidateDifferences: Int32Array;
  readonly candidateRanks: Int32Array;
};

export const ruleCount = 8;

/** All zero. */
export function emptySums(gridLength: number, frame: TuneFrame): TuneSums {
  const places = gridLength + 1;
  const scoreBins = frame.score.length - 1;
  const differenceBins = frame.difference.length - 1;
  const counts = (width = 1): Int32Array => new Int32Array(places * width);
  const sums = (): Float64Array => new Float64Array(places);
  return {
    totals: new Int32Array(4),
    kept: counts(),
    selected: counts(),
    fed: counts(),
    full: counts(),
    suspects: counts(),
    judged: counts(),
    annotated: counts(),
    anchored: counts(),
    sliderKept: counts(),
    only: counts(ruleCount),
    any: new Int32Array(ruleCount),
    lossUnits: counts(),
    scoreSum: sums(),
    differenceSum: sums(),
    lossSum: sums(),
    weight: sums(),
    suspectWeight: sums(),
    judgedWeight: sums(),
    annotatedWeight: sums(),
    keptScores: counts(scoreBins),
    selectedScores: counts(scoreBins),
    selectedDifferences: counts(differenceBins),
    losses: counts(frame.loss.length - 1),
    keptRanks: counts(frame.rankBins),
    selectedRanks: counts(frame.rankBins),
    positiveScores: new Int32Array(scoreBins),
    candidateScores: new Int32Array(scoreBins),
    candidateDifferences: new Int32Array(differenceBins),
    candidateRanks: new Int32Array(frame.rankBins),
  };
}

/** Adds `other`, of another part of the same pool, to `sums`; −1 as `sign` takes it away again. */
export function addSums(sums: TuneSums, other: TuneSums, sign: 1 | -1 = 1): void {
  for (const name of sumNames) {
    const target = sums[name];
    const added = other[name];
    for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + sign * (added[i] ?? 0);
  }
}

const sumNames = [
  'totals',
  'kept',
  'selected',
  'fed',
  'full',
  'suspects',
  'judged',
  'annotated',
  'anchored',
  'sliderKept',
  'only',
  'any',
  'lossUnits',
  'scoreSum',
  'differenceSum',
  'lossSum',
  'weight',
  'suspectWeight',
  'judgedWeight',
  'annotatedWeight',
  'keptScores',
  'selectedScores',
  'selectedDifferences',
  'losses',
  'keptRanks',
  'selectedRanks',
  'positiveScores',
  'candidateScores',
  'candidateDifferences',
  'candidateRanks',
] as const satisfies readonly (keyof TuneSums)[];
