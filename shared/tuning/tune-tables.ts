import { ruleNames, type RuleName } from '../domain/mining-settings.ts';
import { isActive } from '../mining/mining-report.ts';
import { loosensUpwards, sliderBit, type Slider } from './slider.ts';
import type { TuneFrame } from './tune-frame.ts';
import type { TuneRequest } from './tune-request.ts';
import { ruleCount, type TuneSums } from './tune-sums.ts';

/** One number for each value of the grid. */
export type GridCounts = Int32Array<ArrayBuffer>;
export type GridSums = Float64Array<ArrayBuffer>;

/** Bins of one series for each value of the grid, row-major grid × bins. */
export type GridBins = Int32Array<ArrayBuffer>;

/** Everything the tuning screen shows, for each value of the slider: a drag only looks up. Counts are those of `cli.md`. */
export type TuneTables = {
  readonly slider: Slider;
  /** Ascending. */
  readonly grid: Float64Array<ArrayBuffer>;
  /** Negatives asked for per unit. */
  readonly numNegatives: number;
  readonly totals: {
    readonly queries: number;
    readonly units: number;
    readonly candidates: number;
    readonly suspects: number;
  };
  readonly counts: {
    readonly kept: GridCounts;
    readonly selected: GridCounts;
    readonly starved: GridCounts;
    readonly short: GridCounts;
    readonly missing: GridCounts;
    /** Among the selected. */
    readonly suspects: GridCounts;
    readonly judged: GridCounts;
    readonly annotated: GridCounts;
    /** Selected negatives that have an anchor: those in `sums.difference`. */
    readonly anchored: GridCounts;
    /** Units with an anchor and a negative: those in `sums.loss`. */
    readonly lossUnits: GridCounts;
  };
  readonly sums: {
    /** Scores of the selected. */
    readonly score: GridSums;
    readonly difference: GridSums;
    /** InfoNCE in nats; the mean is this by `lossUnits`. */
    readonly loss: GridSums;
    /** Softmax weight on the selected, and what of it lies on suspects and false negatives; shares are ratios. */
    readonly weight: GridSums;
    readonly suspectWeight: GridSums;
    readonly judgedWeight: GridSums;
    readonly annotatedWeight: GridSums;
  };
  readonly scores: {
    readonly edges: Float64Array<ArrayBuffer>;
    readonly positives: GridCounts;
    readonly candidates: GridCounts;
    readonly kept: GridBins;
    readonly selected: GridBins;
  };
  readonly differences: {
    readonly edges: Float64Array<ArrayBuffer>;
    readonly candidates: GridCounts;
    readonly selected: GridBins;
  };
  /** Units by loss. */
  readonly losses: { readonly edges: Float64Array<ArrayBuffer>; readonly units: GridBins };
  /** Bin b begins at rank `edges[b]` and ends before `edges[b + 1]`. */
  readonly ranks: {
    readonly edges: Float64Array<ArrayBuffer>;
    readonly candidates: GridCounts;
    readonly kept: GridBins;
    readonly selected: GridBins;
  };
  /** Of the rules that are active or failed by somebody. */
  readonly failed: Partial<Record<RuleName, { readonly any: GridCounts; readonly only: GridCounts }>>;
};

/** Sums difference arrays up and puts them in the order of the grid. */
export function tuneTables(sums: TuneSums, request: TuneRequest, frame: TuneFrame): TuneTables {
  const { settings, slider, grid } = request;
  const upwards = loosensUpwards(slider);
  const counts = (source: Int32Array, bins = 1): GridCounts =>
    summed(source, new Int32Array(grid.length * bins), bins, upwards);
  const floats = (source: Float64Array): GridSums =>
    summed(source, new Float64Array(grid.length), 1, upwards);
  const [queries = 0, units = 0, candidates = 0, suspects = 0] = sums.totals;
  const selected = counts(sums.selected);
  const fed = counts(sums.fed);
  const full = counts(sums.full);
  return {
    slider,
    grid: Float64Array.from(grid),
    numNegatives: settings.numNegatives,
    totals: { queries, units, candidates, suspects },
    counts: {
      kept: counts(sums.kept),
      selected,
      starved: fed.map((n) => units - n),
      short: fed.map((n, i) => n - (full[i] ?? 0)),
      // A filter on candidates hides selected ones; only without one is this what is missing.
      missing: selected.map((n) => units * settings.numNegatives - n),
      suspects: counts(sums.suspects),
      judged: counts(sums.judged),
      annotated: counts(sums.annotated),
      anchored: counts(sums.anchored),
      lossUnits: counts(sums.lossUnits),
    },
    sums: {
      score: floats(sums.scoreSum),
      difference: floats(sums.differenceSum),
      loss: floats(sums.lossSum),
      weight: floats(sums.weight),
      suspectWeight: floats(sums.suspectWeight),
      judgedWeight: floats(sums.judgedWeight),
      annotatedWeight: floats(sums.annotatedWeight),
    },
    scores: {
      edges: Float64Array.from(frame.score),
      positives: Int32Array.from(sums.positiveScores),
      candidates: Int32Array.from(sums.candidateScores),
      kept: counts(sums.keptScores, frame.score.length - 1),
      selected: counts(sums.selectedScores, frame.score.length - 1),
    },
    differences: {
      edges: Float64Array.from(frame.difference),
      candidates: Int32Array.from(sums.candidateDifferences),
      selected: counts(sums.selectedDifferences, frame.difference.length - 1),
    },
    losses: {
      edges: Float64Array.from(frame.loss),
      units: counts(sums.losses, frame.loss.length - 1),
    },
    ranks: {
      edges: rankEdges(frame.rankBins, frame.poolSize),
      candidates: Int32Array.from(sums.candidateRanks),
      kept: counts(sums.keptRanks, frame.rankBins),
      selected: counts(sums.selectedRanks, frame.rankBins),
    },
    failed: failedTables(sums, request, candidates, counts),
  };
}

function failedTables(
  sums: TuneSums,
  { settings, slider, grid }: TuneRequest,
  candidates: number,
  counts: (source: Int32Array, bins?: number) => GridCounts,
): TuneTables['failed'] {
  const failed: TuneTables['failed'] = {};
  const kept = counts(sums.kept);
  const sliderKept = counts(sums.sliderKept);
  const passOthers = sums.kept.reduce((sum, n) => sum + n, 0);
  const only = counts(sums.only, ruleCount);
  for (const [rule, name] of ruleNames.entries()) {
    if (1 << rule === sliderBit(slider)) {
      failed[name] = {
        any: sliderKept.map((n) => candidates - n),
        only: kept.map((n) => passOthers - n),
      };
      continue;
    }
    const any = sums.any[rule] ?? 0;
    if (any === 0 && !isActive(name, settings)) continue;
    failed[name] = {
      any: new Int32Array(grid.length).fill(any),
      only: Int32Array.from(grid, (_, i) => only[i * ruleCount + rule] ?? 0),
    };
  }
  return failed;
}

/** Prefix sums from the strictest value on; `target` is in ascending order of the grid. */
function summed<T extends Int32Array | Float64Array>(
  source: Int32Array | Float64Array,
  target: T,
  bins: number,
  upwards: boolean,
): T {
  const places = target.length / bins;
  for (let bin = 0; bin < bins; bin++) {
    let total = 0;
    for (let place = 0; place < places; place++) {
      total += source[place * bins + bin] ?? 0;
      target[(upwards ? place : places - 1 - place) * bins + bin] = total;
    }
  }
  return target;
}

function rankEdges(bins: number, poolSize: number): Float64Array<ArrayBuffer> {
  return Float64Array.from({ length: bins + 1 }, (_, bin) => 1 + Math.ceil((bin * poolSize) / bins));
}
