import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { followsSettings } from '../../../shared/ipc/tune-filter.ts';
import type { tuningCalls } from '../../../shared/ipc/tuning-calls.ts';
import type { z } from 'zod';
import { defaultGrid } from '../../../shared/tuning/default-grid.ts';
import { addBrushIndex, emptyBrushIndex } from '../../../shared/tuning/brush-index.ts';
import { ownPlace, ownTables } from '../../../shared/tuning/own-place.ts';
import { gridPlace } from '../../../shared/tuning/refine-tables.ts';
import { parameterOf } from '../../../shared/tuning/slider.ts';
import type { TuneRequest } from '../../../shared/tuning/tune-request.ts';
import { addSums, emptySums, sumsAtPlace, type TuneSums } from '../../../shared/tuning/tune-sums.ts';
import { tuneTables } from '../../../shared/tuning/tune-tables.ts';
import type { Engine } from '../engine.ts';
import { evenIfOthersCancel } from '../mine/even-if-others-cancel.ts';
import type { Task } from '../task.ts';
import { overRows } from './over-rows.ts';
import { createRowMasks } from './row-mask.ts';
import { startTableBuild, type TableBuild } from './table-build.ts';
import { createFrames } from './tuning-frames.ts';
import { createTuningMaterial } from './tuning-material.ts';
import type { TuningThreads } from './tuning-threads.ts';

type Asked<N extends keyof typeof tuningCalls> = z.output<(typeof tuningCalls)[N]['input']>;
type TablesAnswer = Output<'tune.tables'>;

/** Partial answers come at about this distance; the first one as soon as there is something to see. */
const partialMs = 300;
const firstPartialMs = 50;

/** Builds that are kept, each a few megabytes. */
const keptBuilds = 6;

export type TuningTables = {
  readonly tables: (asked: Asked<'tune.tables'>, task: Task) => Promise<TablesAnswer>;
  readonly refine: (asked: Asked<'tune.refine'>, task: Task) => Promise<TablesAnswer>;
  readonly point: (asked: Asked<'tune.filter'>, task: Task) => Promise<TablesAnswer>;
  readonly brush: (asked: Asked<'tune.brush'>, task: Task) => Promise<Output<'tune.brush'>>;
};

/** Tables over sliders, kept while they are looked at. */
export function createTuningTables(
  engine: Engine,
  threads: TuningThreads,
  materialOf = createTuningMaterial(engine),
): TuningTables {
  const framesOf = createFrames(threads);
  const masksOf = createRowMasks(threads);
  const builds = new Map<string, TableBuild>();

  async function prepared(asked: Asked<'tune.filter'>, task: Task) {
    const { settings, lossTemperature, filter, bins } = asked;
    const { workspace, storedPool, material: raw, key } = await materialOf(asked, task);
    const { material, extent, frame } = await framesOf(key, raw, settings, lossTemperature);
    task.signal.throwIfAborted();
    const { signal } = task;
    const shown = await masksOf(key, workspace, storedPool, material, asked, lossTemperature, filter, signal);
    return { key, material, extent, frame: frame(bins), filter: shown };
  }

  async function slide(asked: Asked<'tune.refine'> | Asked<'tune.tables'>, task: Task) {
    const { settings, slider, lossTemperature, bins } = asked;
    const { key, material, extent, frame, filter } = await prepared(asked, task);
    const grid = asked.grid ?? defaultGrid(slider, material.pool.poolSize, extent.score);
    const request: TuneRequest = { settings, slider, grid, temperature: lossTemperature, filter };
    // The slider's own value changes nothing, except through a filter on what it does.
    const buildKey = JSON.stringify([
      key,
      followsSettings(asked.filter) ? settings : withoutValue(settings, slider),
      slider,
      lossTemperature,
      bins,
      asked.filter,
      asked.grid === undefined ? null : Array.from(grid),
    ]);
    return { buildKey, material, request, frame };
  }

  function buildOf({ buildKey, material, request, frame }: Awaited<ReturnType<typeof slide>>): TableBuild {
    const known = builds.get(buildKey);
    const build = known ?? startTableBuild(threads, material, request, frame);
    builds.delete(buildKey);
    builds.set(buildKey, build);
    build.done.catch(() => builds.get(buildKey) === build && builds.delete(buildKey));
    for (const oldest of builds.keys()) {
      if (builds.size <= keptBuilds) break;
      builds.delete(oldest);
    }
    return build;
  }

  async function tables(asked: Asked<'tune.tables'>, task: Task): Promise<TablesAnswer> {
    // A build that was given up just as this call joined it is begun again.
    const build = await evenIfOthersCancel(task, async () => {
      const joined = buildOf(await slide(asked, task));
      await joined.more(asked.after, asked.after === 0 ? firstPartialMs : partialMs, task.signal);
      return joined;
    });
    const rowsDone = build.rowsDone();
    return {
      tables: tuneTables(build.sums, build.request, build.frame),
      rowsDone,
      rowsTotal: build.rowsTotal,
      exact: rowsDone === build.rowsTotal,
      milliseconds: build.milliseconds(),
    };
  }

  async function refine(asked: Asked<'tune.refine'>, task: Task): Promise<TablesAnswer> {
    const started = performance.now();
    const sliding = await slide(asked, task);
    const { request, material, frame, buildKey } = sliding;
    const build = builds.get(buildKey);
    const { place, onGrid } = gridPlace(request.slider, request.grid, asked.value);
    const whole = build !== undefined && build.rowsDone() === build.rowsTotal;
    const inGrid = place >= 0 && (onGrid || place + 1 < request.grid.length);
    if (!whole || !inGrid)
      return onePlace({ ...request, grid: Float64Array.of(asked.value) }, sliding, task, started);
    const sums = sumsAtPlace(build.sums, request.grid.length, frame, place);
    if (!onGrid) {
      await overRows<'difference'>(
        threads,
        material,
        { kind: 'difference', request, frame, place, value: asked.value },
        ({ answer }) => addSums(sums, answer),
        task.signal,
      );
    }
    return answerOf(sums, { ...request, grid: Float64Array.of(asked.value) }, sliding, started);
  }

  async function onePlace(
    request: TuneRequest,
    { material, frame }: Pick<TableBuild, 'material' | 'frame'>,
    task: Task,
    started: number,
  ): Promise<TablesAnswer> {
    const sums = emptySums(1, frame);
    await overRows<'tables'>(
      threads,
      material,
      { kind: 'tables', request, frame },
      ({ answer }) => addSums(sums, answer),
      task.signal,
    );
    return answerOf(sums, request, { material, frame }, started);
  }

  /** The view's own setting as a place on a slider. */
  async function ownRequest(asked: Asked<'tune.filter'>, task: Task) {
    const { material, frame, filter } = await prepared(asked, task);
    const { settings, lossTemperature: temperature } = asked;
    const { slider, value } = ownPlace(settings);
    const request: TuneRequest = { settings, slider, grid: Float64Array.of(value ?? 0), temperature, filter };
    return { material, frame, request, place: { slider, value } };
  }

  return {
    tables,
    refine,
    async point(asked, task) {
      const started = performance.now();
      const { material, frame, request, place } = await ownRequest(asked, task);
      const answer = await onePlace(request, { material, frame }, task, started);
      return { ...answer, tables: ownTables(answer.tables, place) };
    },
    async brush({ brushed, ...asked }, task) {
      const { material, frame, request } = await ownRequest(
        { ...asked, filter: { ...asked.filter, [brushed]: null } },
        task,
      );
      const index = emptyBrushIndex(frame, brushed);
      await overRows<'brush'>(
        threads,
        material,
        { kind: 'brush', request, frame, brushed },
        ({ answer }) => addBrushIndex(index, answer),
        task.signal,
      );
      return { index, frame, rows: material.pool.queries.length };
    },
  };
}

function answerOf(
  sums: TuneSums,
  request: TuneRequest,
  { material, frame }: Pick<TableBuild, 'material' | 'frame'>,
  started: number,
): TablesAnswer {
  const rows = material.pool.queries.length;
  return {
    tables: tuneTables(sums, request, frame),
    rowsDone: rows,
    rowsTotal: rows,
    exact: true,
    milliseconds: performance.now() - started,
  };
}

function withoutValue(settings: Input<'tune.tables'>['settings'], slider: TuneRequest['slider']) {
  return { ...settings, [parameterOf(slider)]: null };
}
