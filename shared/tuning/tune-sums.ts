import { addCounts, addNumbers } from './add-at.ts';
import type { TuneFrame } from './tune-frame.ts';

/**
 * Difference arrays over the grid in loosening order: what counts from place a up to place b is added at a and taken away at b.
 * Those of parts of a pool add up to those of the pool. Each has a place more than the grid, for what never enters it.
 */
export type TuneSums = {
  /** Of what is shown: rows, units, candidates, suspects among them. */
  readonly totals: Float64Array<ArrayBuffer>;
  /** Places × `fieldCount`: what changes together lies together. Whole numbers are exact to 2^53. */
  readonly fields: Float64Array<ArrayBuffer>;
  /** Places × `ruleCount`: candidates that fail this rule and no other. */
  readonly only: Int32Array<ArrayBuffer>;
  /** By rule: candidates that fail it; nothing of the slider's own. */
  readonly any: Float64Array<ArrayBuffer>;
  /** Places × bins. */
  readonly keptScores: Int32Array<ArrayBuffer>;
  readonly selectedScores: Int32Array<ArrayBuffer>;
  readonly selectedDifferences: Int32Array<ArrayBuffer>;
  readonly losses: Int32Array<ArrayBuffer>;
  readonly keptRanks: Int32Array<ArrayBuffer>;
  readonly selectedRanks: Int32Array<ArrayBuffer>;
  /** By bin, whatever the slider's value. */
  readonly positiveScores: Int32Array<ArrayBuffer>;
  readonly candidateScores: Int32Array<ArrayBuffer>;
  readonly candidateDifferences: Int32Array<ArrayBuffer>;
  readonly candidateRanks: Int32Array<ArrayBuffer>;
};

export const total = { rows: 0, units: 1, candidates: 2, suspects: 3 } as const;

export const field = {
  kept: 0,
  /** Candidates that the slider's rule keeps and another one drops. */
  failedOthers: 1,
  selected: 2,
  /** Among the selected: suspects, false negatives by judge and by human, those with an anchor. */
  suspects: 3,
  judged: 4,
  annotated: 5,
  anchored: 6,
  /** Units with at least one, and with all n negatives. */
  fed: 7,
  full: 8,
  /** Units with an anchor and a negative. */
  lossUnits: 9,
  score: 10,
  difference: 11,
  loss: 12,
  /** Softmax weight of the selected, and the parts of suspects and false negatives in it. */
  weight: 13,
  suspectWeight: 14,
  judgedWeight: 15,
  annotatedWeight: 16,
} as const;
export const fieldCount = 17;
export const ruleCount = 8;

/** All zero. */
export function emptySums(gridLength: number, frame: TuneFrame): TuneSums {
  const places = gridLength + 1;
  const scoreBins = frame.score.length - 1;
  const differenceBins = frame.difference.length - 1;
  return {
    totals: new Float64Array(4),
    fields: new Float64Array(places * fieldCount),
    only: new Int32Array(places * ruleCount),
    any: new Float64Array(ruleCount),
    keptScores: new Int32Array(places * scoreBins),
    selectedScores: new Int32Array(places * scoreBins),
    selectedDifferences: new Int32Array(places * differenceBins),
    losses: new Int32Array(places * (frame.loss.length - 1)),
    keptRanks: new Int32Array(places * frame.rankBins),
    selectedRanks: new Int32Array(places * frame.rankBins),
    positiveScores: new Int32Array(scoreBins),
    candidateScores: new Int32Array(scoreBins),
    candidateDifferences: new Int32Array(differenceBins),
    candidateRanks: new Int32Array(frame.rankBins),
  };
}

/** Adds `other`, of another part of the same pool, to `sums`. */
export function addSums(sums: TuneSums, other: TuneSums): void {
  for (const name of countNames) addCounts(sums[name], other[name]);
  for (const name of numberNames) addNumbers(sums[name], other[name]);
}

/** The sums of a grid up to and including place `place`, as sums over a grid of that one value. */
export function sumsAtPlace(sums: TuneSums, gridLength: number, frame: TuneFrame, place: number): TuneSums {
  const one = emptySums(1, frame);
  for (const name of sumNames) {
    const target = one[name];
    const source = sums[name];
    // What does not depend on the slider has no places. (A grid of one value is already that value.)
    if (source.length === target.length) {
      target.set(source);
      continue;
    }
    const width = target.length / 2;
    for (let i = 0; i < (gridLength + 1) * width; i++) {
      const there = (i % width) + (i < (place + 1) * width ? 0 : width);
      target[there] = (target[there] ?? 0) + (source[i] ?? 0);
    }
  }
  return one;
}

/** What changes at one place, as sums over a grid of that one value; nothing of what does not depend on the slider. */
export function changesAtPlace(sums: TuneSums, frame: TuneFrame, place: number): TuneSums {
  const one = emptySums(1, frame);
  for (const name of placedNames) {
    const width = one[name].length / 2;
    one[name].set(sums[name].subarray(place * width, (place + 1) * width));
  }
  return one;
}

const placedCounts = [
  'only',
  'keptScores',
  'selectedScores',
  'selectedDifferences',
  'losses',
  'keptRanks',
  'selectedRanks',
] as const satisfies readonly (keyof TuneSums)[];

const placedNames = ['fields', ...placedCounts] as const;

const countNames = [
  ...placedCounts,
  'positiveScores',
  'candidateScores',
  'candidateDifferences',
  'candidateRanks',
] as const satisfies readonly (keyof TuneSums)[];

const numberNames = ['fields', 'totals', 'any'] as const satisfies readonly (keyof TuneSums)[];

const sumNames = [...countNames, ...numberNames];
