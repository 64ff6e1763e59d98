import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { TuneFilter } from '../../../shared/ipc/tune-filter.ts';
import type { View } from '../../../shared/ipc/view-calls.ts';
import { textHash } from '../../../shared/random.ts';
import { defaultGrid } from '../../../shared/tuning/default-grid.ts';
import { indexBrush } from '../../../shared/tuning/index-brush.ts';
import { ownPlace, ownTables } from '../../../shared/tuning/own-place.ts';
import { rowsByLoss } from '../../../shared/tuning/rows-by-loss.ts';
import type { Slider } from '../../../shared/tuning/slider.ts';
import { tabulatePool } from '../../../shared/tuning/tabulate-pool.ts';
import { tuneExtent, tuneFrame } from '../../../shared/tuning/tune-frame.ts';
import type { TuneMaterial } from '../../../shared/tuning/tune-request.ts';
import { tuneTables } from '../../../shared/tuning/tune-tables.ts';
import { pause } from './view-handlers.ts';
import type { Pools, World } from './world.ts';

type TuningCalls = 'tune.tables' | 'tune.refine' | 'tune.filter' | 'tune.brush';

type Asked = View & {
  readonly filter: TuneFilter;
  readonly lossTemperature: number | null;
  readonly bins: number;
};

/** The tuning calls over a world in memory, counted by the real tables. `delayMs` is how long an answer takes. */
export function tuningHandlers(
  world: World,
  pools: Pools,
  delayMs: number,
): Handlers<TuningCalls, AbortSignal> {
  const materials = new Map<string, TuneMaterial>();

  function materialOf({ split, settings }: View): TuneMaterial {
    const key = `${split}:${settings.poolSize}`;
    const known = materials.get(key);
    if (known) return known;
    const material: TuneMaterial = {
      pool: pools(split, settings.poolSize),
      idHashes: {
        queries: Float64Array.from(world.queries, ({ id }) => textHash(id)),
        documents: Float64Array.from(world.documents, ({ id }) => textHash(id)),
      },
      positiveCosines: null,
      labels: null,
      ordered: true,
    };
    materials.set(key, material);
    return material;
  }

  async function prepared(asked: Asked, slider: Slider, grid: Float64Array | null) {
    await pause(delayMs);
    const { settings, lossTemperature, filter, bins } = asked;
    const material = materialOf(asked);
    const { pool } = material;
    const extent = tuneExtent(pool, settings, lossTemperature);
    const frame = tuneFrame(extent, bins, pool.poolSize);
    const request = {
      settings,
      slider,
      grid: grid ?? defaultGrid(slider, pool.poolSize, extent.score),
      temperature: lossTemperature,
      filter: {
        ...filter,
        rows: rowsOf(material, asked),
        fate: filter.fate === null ? null : { fate: filter.fate, settings },
      },
    };
    return { material, request, frame };
  }

  async function count(asked: Asked, slider: Slider, grid: Float64Array | null) {
    const started = performance.now();
    const { material, request, frame } = await prepared(asked, slider, grid);
    const { pool } = material;
    return {
      tables: tuneTables(tabulatePool(material, request, frame), request, frame),
      rowsDone: pool.queries.length,
      rowsTotal: pool.queries.length,
      exact: true,
      milliseconds: performance.now() - started,
    };
  }

  function rowsOf(material: TuneMaterial, { settings, lossTemperature, filter }: Asked): Uint8Array {
    const { queries } = material.pool;
    const byLoss =
      filter.loss === null || lossTemperature === null
        ? new Uint8Array(queries.length).fill(1)
        : rowsByLoss(material, settings, lossTemperature, filter.loss);
    const needle = filter.search.toLowerCase();
    return byLoss.map((shown, row) => {
      const { id, text } = world.queries[queries[row] ?? 0] ?? { id: '', text: '' };
      return shown === 1 && (text.toLowerCase().includes(needle) || id.includes(needle)) ? 1 : 0;
    });
  }

  return {
    'tune.tables': (asked) => count(asked, asked.slider, asked.grid ?? null),
    'tune.refine': (asked) => count(asked, asked.slider, Float64Array.of(asked.value)),
    async 'tune.filter'(asked) {
      const place = ownPlace(asked.settings);
      const answer = await count(asked, place.slider, Float64Array.of(place.value ?? 0));
      return { ...answer, tables: ownTables(answer.tables, place) };
    },
    async 'tune.brush'({ brushed, ...asked }) {
      const { slider, value } = ownPlace(asked.settings);
      const { material, request, frame } = await prepared(
        { ...asked, filter: { ...asked.filter, [brushed]: null } },
        slider,
        Float64Array.of(value ?? 0),
      );
      const index = indexBrush(material, request, frame, brushed);
      return { index, frame, rows: material.pool.queries.length };
    },
  };
}
