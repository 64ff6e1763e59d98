import type { MiningSettings } from '../domain/mining-settings.ts';
import type { UnitLoss } from '../loss/info-nce.ts';
import { boundsOf, failedMask, type Bounds } from '../mining/rules.ts';
import { reachOf } from '../mining/select.ts';
import { binLine, type BinLine } from './bin-line.ts';
import { aimLine, entryLine, looseningGrid, type EntryLine, type LooseningGrid } from './grid-entry.ts';
import { parameterOf } from './slider.ts';
import type { TuneFrame } from './tune-frame.ts';
import { hasFate } from './candidate-fate.ts';
import { isInsideRanges, type TuneMaterial, type TuneRequest } from './tune-request.ts';
import type { TuneSums } from './tune-sums.ts';

/** Counting one unit after the other: what does not change between them, the unit at hand, and space that is used again. */
export type Tally = {
  readonly material: TuneMaterial;
  readonly request: TuneRequest;
  readonly frame: TuneFrame;
  readonly sums: TuneSums;
  readonly grid: LooseningGrid;
  readonly line: EntryLine;
  /** How many of the kept are looked at, and how many of those are selected. */
  readonly reach: number;
  readonly wanted: number;
  readonly others: MiningSettings;
  /** Some rule beside the slider's is active. */
  readonly otherRules: boolean;
  /** Some candidates are hidden. */
  readonly ranges: boolean;
  readonly rankBinOf: Int32Array;
  readonly scoreLine: BinLine;
  readonly differenceLine: BinLine;
  /** The best are selected, whatever was drawn: sums of the selected wait for `foldSums` to add what is kept. */
  readonly windowed: boolean;
  /** Only what changes between the grid's places is wanted, not what holds at its first. */
  readonly changesOnly: boolean;
  /** Differences over pool columns: candidates that are shown, and those of them that are kept at every place. */
  readonly shownColumns: Int32Array;
  readonly alwaysKeptColumns: Int32Array;
  /** By bin of the score, candidates of runs that are kept at every place. */
  readonly alwaysKeptScores: Int32Array;
  /** By place, e to the power of what changes in the loss there; what grew too large is in its sum already. */
  readonly lossRatios: Float64Array;
  /** Edges of the loss's bins as sums of powers: e^edge − 1. */
  readonly lossEdges: Float64Array;

  /** The unit at hand. */
  row: number;
  anchorScore: number;
  suspectBound: number;
  /** Columns of the unit that are not hidden, where the row is in order of score: a run. */
  shownFrom: number;
  shownTo: number;
  /** Bounds of all rules but the slider's. */
  bounds: Bounds;
  /** Bounds of the setting whose fates are filtered by; null without such a filter. */
  fateBounds: Bounds | null;

  /** Candidates that pass the other rules, in the order in which loosening keeps them. */
  passing: number;
  readonly columns: Int32Array;
  /** The places from which they are kept, ascending. */
  readonly entries: Int32Array;
  readonly scores: Float64Array;
  /** 1 is shown. */
  readonly shown: Uint8Array;
  /** Their bins; −1 for no score or no anchor. */
  readonly scoreBins: Int32Array;
  readonly differenceBins: Int32Array;
  /** Drawing keys, of the passing candidates before place `keyed`. */
  readonly keys: Float64Array;
  keyed: number;
  /** 1: was selected in the state before; 2: is and was. */
  readonly marks: Uint8Array;
  /** e^((score − anchor) / temperature) of those that were ever selected. */
  readonly powers: Float64Array;
  /** Passing candidates selected in the state at hand and in the one before, best rank first. */
  chosen: Int32Array;
  chosenCount: number;
  previous: Int32Array;
  readonly space: Float64Array;
  /** The loss of the last state that was counted; its bin is −1 for none. */
  readonly loss: UnitLoss & { bin: number; suspects: number; judged: number; annotated: number };
};

/** Prepares counting into `sums`, which belong to the request's grid and the frame. */
export function createTally(
  material: TuneMaterial,
  request: TuneRequest,
  frame: TuneFrame,
  sums: TuneSums,
  changesOnly = false,
): Tally {
  const { settings, slider, filter } = request;
  const { poolSize } = material.pool;
  const reach = Math.min(reachOf(settings), poolSize);
  const others = { ...settings, [parameterOf(slider)]: null };
  const { shift, rangeMax, maxScore, absoluteMargin, perc, minScore, nearDuplicate } = others;
  const parameters = [shift, rangeMax, maxScore, absoluteMargin, perc, minScore, nearDuplicate];
  const grid = looseningGrid(slider, request.grid);
  return {
    material,
    request,
    frame,
    sums,
    grid,
    line: entryLine(grid),
    reach,
    wanted: Math.min(settings.numNegatives, reach),
    others,
    otherRules: parameters.some((value) => value !== null),
    ranges:
      filter.score !== null || filter.difference !== null || filter.rank !== null || filter.fate !== null,
    rankBinOf: Int32Array.from({ length: poolSize }, (_, column) =>
      Math.floor((column * frame.rankBins) / poolSize),
    ),
    scoreLine: binLine(frame.score),
    differenceLine: binLine(frame.difference),
    windowed: settings.select === 'top',
    changesOnly,
    shownColumns: new Int32Array(poolSize + 1),
    alwaysKeptColumns: new Int32Array(poolSize + 1),
    alwaysKeptScores: new Int32Array(frame.score.length - 1),
    lossRatios: new Float64Array(grid.values.length).fill(1),
    lossEdges: frame.loss.map(Math.expm1),
    row: 0,
    anchorScore: Number.NaN,
    suspectBound: Number.NaN,
    shownFrom: 0,
    shownTo: 0,
    bounds: boundsOf(others, Number.NaN),
    fateBounds: null,
    passing: 0,
    columns: new Int32Array(poolSize),
    entries: new Int32Array(poolSize),
    scores: new Float64Array(poolSize),
    shown: new Uint8Array(poolSize),
    scoreBins: new Int32Array(poolSize),
    differenceBins: new Int32Array(poolSize),
    keys: new Float64Array(poolSize),
    keyed: 0,
    marks: new Uint8Array(poolSize),
    powers: new Float64Array(poolSize),
    chosen: new Int32Array(reach),
    chosenCount: 0,
    previous: new Int32Array(reach),
    space: new Float64Array(reach),
    loss: { loss: 0, weight: 0, bin: -1, suspects: 0, judged: 0, annotated: 0 },
  };
}

/** Makes a unit the one at hand. Without an anchor, an anchored slider makes everybody fail `no-anchor`, as its rule does. */
export function beginUnit(tally: Tally, row: number, anchorScore: number, suspectBound: number): void {
  const { slider } = tally.request;
  const anchored = slider === 'margin-pos' || slider === 'perc-pos';
  const unanchored = Number.isNaN(anchorScore);
  if (tally.otherRules || unanchored) {
    const bounds = boundsOf(tally.others, anchorScore);
    tally.bounds = anchored && unanchored ? { ...bounds, noAnchor: true } : bounds;
  }
  const { fate } = tally.request.filter;
  tally.fateBounds = fate === null ? null : boundsOf(fate.settings, anchorScore);
  tally.row = row;
  tally.anchorScore = anchorScore;
  tally.suspectBound = suspectBound;
  aimLine(tally.line, tally.grid, anchorScore);
  // Marks are only of those chosen last.
  for (let i = 0; i < tally.chosenCount; i++) tally.marks[tally.chosen[i] ?? 0] = 0;
  tally.passing = 0;
  tally.keyed = 0;
  tally.chosenCount = 0;
  tally.loss.loss = 0;
  tally.loss.weight = 0;
  tally.loss.bin = -1;
  tally.loss.suspects = 0;
  tally.loss.judged = 0;
  tally.loss.annotated = 0;
}

/** Whether a candidate of the unit at hand lies in everything that is brushed. */
export function isShown(tally: Tally, column: number, score: number): boolean {
  if (!tally.ranges) return true;
  const { filter } = tally.request;
  if (!isInsideRanges(filter, column + 1, score, tally.anchorScore)) return false;
  if (filter.fate === null || tally.fateBounds === null) return true;
  const { pool, positiveCosines } = tally.material;
  const cosine = positiveCosines?.[tally.row * pool.poolSize + column] ?? Number.NaN;
  const mask = failedMask(tally.fateBounds, column + 1, score, cosine);
  return hasFate(filter.fate.fate, mask, score >= tally.suspectBound);
}
