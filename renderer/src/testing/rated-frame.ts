import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { LabelledFrame } from '../../../shared/rates/labelled-frame.ts';
import { framePairs, type FramePairs } from '../../../shared/sampling-plan/frame-pairs.ts';
import { frameStrata } from '../../../shared/sampling-plan/frame-strata.ts';
import { defaultGrid } from '../../../shared/tuning/default-grid.ts';
import { looseningGrid } from '../../../shared/tuning/grid-entry.ts';
import { tuneExtent } from '../../../shared/tuning/tune-frame.ts';
import type { InventedLabels } from './invented-labels.ts';

export type RatedFrame = {
  readonly frame: LabelledFrame;
  /** Values of the grid, strict to loose: setting g of the frame. */
  readonly values: Float64Array;
  readonly pairs: FramePairs;
};

/** The frame of a view over its grid, with what was said of its pairs. Only selection `top`. */
export function ratedFrame(
  pool: Pool,
  view: RatedView,
  labels: InventedLabels,
  given: Float64Array | null,
): RatedFrame {
  const { settings, slider } = view;
  const usual = defaultGrid(slider, pool.poolSize, tuneExtent(pool, settings, null).score);
  const grid = looseningGrid(slider, given ?? usual);
  const pairs = framePairs({ pool }, { ...settings, select: 'top' }, grid);
  const { entry, exit, rank, row, baseline, parts } = pairs;
  const size = entry.length;
  const said = (of: (query: number, document: number) => number): Uint8Array =>
    Uint8Array.from({ length: size }, (_, i) => {
      const { query, document } = pairAt(pool, pairs, i);
      return of(query, document);
    });
  const { stratum, strata } = frameStrata({ entry, exit, rank, settings: grid.values.length });
  return {
    values: grid.values,
    pairs,
    frame: {
      settings: grid.values.length,
      entry,
      exit,
      baseline,
      parts,
      stratum,
      strata,
      cluster: row,
      clusters: pool.queries.length,
      judgeProbability: new Float64Array(size).fill(1),
      answer: said(labels.answerOf),
      humanProbability: new Float64Array(size).fill(labels.humanProbability),
      label: said(labels.labelOf),
    },
  };
}

/** Query and document of a pair of the frame. */
export function pairAt(pool: Pool, { row, rank }: FramePairs, pair: number) {
  const at = (row[pair] ?? 0) * pool.poolSize + (rank[pair] ?? 1) - 1;
  return { query: pool.queries[row[pair] ?? 0] ?? 0, document: pool.documents[at] ?? 0 };
}

/** The setting whose value lies nearest to `at`. */
export function settingNearest(values: Float64Array, at: number): number {
  let best = 0;
  for (const [setting, value] of values.entries()) {
    if (Math.abs(value - at) < Math.abs((values[best] ?? 0) - at)) best = setting;
  }
  return best;
}
