import { ruleNames, type RuleName } from '../domain/mining-settings.ts';
import { isActive } from '../mining/mining-report.ts';
import { rankEdges } from './brush-index.ts';
import { loosensUpwards, sliderBit, type Slider } from './slider.ts';
import type { TuneFrame } from './tune-frame.ts';
import type { TuneRequest } from './tune-request.ts';
import { field, fieldCount, ruleCount, total, type TuneSums } from './tune-sums.ts';

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

type TabledRequest = Pick<TuneRequest, 'settings' | 'slider' | 'grid'>;

/** Sums difference arrays up and puts them in the order of the grid. */
export function tuneTables(sums: TuneSums, request: TabledRequest, frame: TuneFrame): TuneTables {
  const { settings, slider, grid } = request;
  const upwards = loosensUpwards(slider);
  const bins = (source: Int32Array, width: number): GridBins =>
    summed(source, new Int32Array(grid.length * width), width, upwards);
  const fields = summed(sums.fields, new Float64Array(grid.length * fieldCount), fieldCount, upwards);
  const column = (name: keyof typeof field): GridSums =>
    Float64Array.from(grid, (_, i) => fields[i * fieldCount + field[name]] ?? 0);
  const counts = (name: keyof typeof field): GridCounts => Int32Array.from(column(name));
  const units = sums.totals[total.units] ?? 0;
  const selected = counts('selected');
  const fed = counts('fed');
  const full = counts('full');
  const scoreBins = frame.score.length - 1;
  return {
    slider,
    grid: Float64Array.from(grid),
    numNegatives: settings.numNegatives,
    totals: {
      queries: sums.totals[total.rows] ?? 0,
      units,
      candidates: sums.totals[total.candidates] ?? 0,
      suspects: sums.totals[total.suspects] ?? 0,
    },
    counts: {
      kept: counts('kept'),
      selected,
      starved: fed.map((n) => units - n),
      short: fed.map((n, i) => n - (full[i] ?? 0)),
      // A filter on candidates hides selected ones: only without one is this what is missing.
      missing: selected.map((n) => units * settings.numNegatives - n),
      suspects: counts('suspects'),
      judged: counts('judged'),
      annotated: counts('annotated'),
      anchored: counts('anchored'),
      lossUnits: counts('lossUnits'),
    },
    sums: {
      score: column('score'),
      difference: column('difference'),
      loss: column('loss'),
      weight: column('weight'),
      suspectWeight: column('suspectWeight'),
      judgedWeight: column('judgedWeight'),
      annotatedWeight: column('annotatedWeight'),
    },
    scores: {
      edges: Float64Array.from(frame.score),
      positives: sums.positiveScores.slice(),
      candidates: sums.candidateScores.slice(),
      kept: bins(sums.keptScores, scoreBins),
      selected: bins(sums.selectedScores, scoreBins),
    },
    differences: {
      edges: Float64Array.from(frame.difference),
      candidates: sums.candidateDifferences.slice(),
      selected: bins(sums.selectedDifferences, frame.difference.length - 1),
    },
    losses: { edges: Float64Array.from(frame.loss), units: bins(sums.losses, frame.loss.length - 1) },
    ranks: {
      edges: rankEdges(frame.rankBins, frame.poolSize),
      candidates: sums.candidateRanks.slice(),
      kept: bins(sums.keptRanks, frame.rankBins),
      selected: bins(sums.selectedRanks, frame.rankBins),
    },
    failed: failedTables(sums, request, bins(sums.only, ruleCount), fields),
  };
}

function failedTables(
  sums: TuneSums,
  { settings, slider, grid }: TabledRequest,
  only: Int32Array,
  fields: Float64Array,
): TuneTables['failed'] {
  const failed: TuneTables['failed'] = {};
  const candidates = sums.totals[total.candidates] ?? 0;
  let passOthers = 0;
  for (let i = field.kept; i < sums.fields.length; i += fieldCount) passOthers += sums.fields[i] ?? 0;
  for (const [rule, name] of ruleNames.entries()) {
    if (1 << rule === sliderBit(slider)) {
      const kept = (i: number): number => fields[i * fieldCount + field.kept] ?? 0;
      const failedOthers = (i: number): number => fields[i * fieldCount + field.failedOthers] ?? 0;
      failed[name] = {
        any: Int32Array.from(grid, (_, i) => candidates - kept(i) - failedOthers(i)),
        only: Int32Array.from(grid, (_, i) => passOthers - kept(i)),
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
