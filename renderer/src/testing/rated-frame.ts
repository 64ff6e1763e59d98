import type { RatedView } from '../../../shared/ipc/rated-view.ts';
import { decidePool, type DecidedPool } from '../../../shared/mining/decide-pool.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { LabelledFrame } from '../../../shared/rates/labelled-frame.ts';
import { frameStrata } from '../../../shared/sampling-plan/frame-strata.ts';
import { defaultGrid } from '../../../shared/tuning/default-grid.ts';
import { looseningGrid } from '../../../shared/tuning/grid-entry.ts';
import { withSlider } from '../../../shared/tuning/slider.ts';
import { tuneExtent } from '../../../shared/tuning/tune-frame.ts';
import type { InventedLabels } from './invented-labels.ts';

export type RatedFrame = {
  readonly frame: LabelledFrame;
  /** Values of the grid, strict to loose: setting g of the frame. */
  readonly values: Float64Array;
  /** Share of queries without a selected negative, by setting. */
  readonly starved: readonly number[];
  readonly pairs: readonly { readonly query: number; readonly document: number }[];
};

/** The frame of a view over its grid, by deciding the whole pool at every value: slow, and surely right. Only selection `top`. */
export function ratedFrame(
  pool: Pool,
  view: RatedView,
  labels: InventedLabels,
  grid: Float64Array | null,
): RatedFrame {
  const { settings, slider } = view;
  const usual = defaultGrid(slider, pool.poolSize, tuneExtent(pool, settings, null).score);
  const { values } = looseningGrid(slider, grid ?? usual);
  const found = new Map<number, { entry: number; exit: number }>();
  const starved: number[] = [];
  for (const [place, value] of values.entries()) {
    const decided = decidePool({ pool }, { ...withSlider(settings, slider, value), select: 'top' });
    starved.push(decided.selectedCounts.filter((count) => count === 0).length / decided.units.count);
    for (const key of selectedKeys(decided)) {
      const known = found.get(key);
      if (known) known.exit = place + 1;
      else found.set(key, { entry: place, exit: place + 1 });
    }
  }
  const naive = decidePool(
    { pool },
    { ...settings, shift: null, maxScore: null, absoluteMargin: null, perc: null, select: 'top' },
  );
  const baseline = new Set(selectedKeys(naive));
  for (const key of baseline) {
    if (!found.has(key)) found.set(key, { entry: values.length, exit: values.length });
  }
  const keys = [...found.keys()];
  const pairs = keys.map((key) => ({
    query: pool.queries[Math.floor(key / pool.poolSize)] ?? 0,
    document: pool.documents[key] ?? 0,
  }));
  const entry = Int32Array.from(keys, (key) => found.get(key)?.entry ?? 0);
  const exit = Int32Array.from(keys, (key) => found.get(key)?.exit ?? 0);
  const rank = Int32Array.from(keys, (key) => (key % pool.poolSize) + 1);
  const { stratum, strata } = frameStrata({ entry, exit, rank, settings: values.length });
  const frame: LabelledFrame = {
    settings: values.length,
    entry,
    exit,
    baseline: Uint8Array.from(keys, (key) => (baseline.has(key) ? 1 : 0)),
    stratum,
    strata,
    cluster: Int32Array.from(keys, (key) => Math.floor(key / pool.poolSize)),
    clusters: pool.queries.length,
    judgeProbability: new Float64Array(keys.length).fill(1),
    answer: Uint8Array.from(pairs, ({ query, document }) => labels.answerOf(query, document)),
    humanProbability: new Float64Array(keys.length).fill(labels.humanProbability),
    label: Uint8Array.from(pairs, ({ query, document }) => labels.labelOf(query, document)),
  };
  return { frame, values, starved, pairs };
}

/** Places in the pool's arrays of what is selected. */
function selectedKeys({ pool, units, selected, settings }: DecidedPool): readonly number[] {
  return [...selected].flatMap((column, at) => {
    if (column < 0) return [];
    const row = units.rows[Math.floor(at / settings.numNegatives)] ?? 0;
    return [row * pool.poolSize + column];
  });
}

/** The setting whose value lies nearest to `at`. */
export function settingNearest(values: Float64Array, at: number): number {
  let best = 0;
  for (const [setting, value] of values.entries()) {
    if (Math.abs(value - at) < Math.abs((values[best] ?? 0) - at)) best = setting;
  }
  return best;
}
