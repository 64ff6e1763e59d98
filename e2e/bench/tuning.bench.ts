import { freemem } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { z } from 'zod';
import { MiningSettings } from '../../shared/domain/mining-settings.ts';
import { tuningCalls } from '../../shared/ipc/tuning-calls.ts';
import type { Pool } from '../../shared/mining/pool.ts';
import { silentLogger } from '../../electron/engine/log.ts';
import { createTuningTables } from '../../electron/engine/tuning/tuning-tables.ts';
import { createTuningThreads } from '../../electron/engine/tuning/tuning-threads.ts';
import type { TuningPool } from '../../electron/engine/tuning/tuning-material.ts';
import { createWorkspaces } from '../../electron/engine/workspace/create-workspaces.ts';
import { buildTuningWorker } from './build-tuning-worker.ts';
import { generatedPool, seededFloats } from './generated-pool.ts';

// Tables over a slider on generated pools of 1, 10 and 100 million candidates (or as many millions as are given): whole and partial
// build, refinement beside the grid, a brush, and how long the engine's own loop was ever held up. Milliseconds.

const poolSize = 100;
const root = process.cwd();
const file = await buildTuningWorker(root, join(root, '.cache', 'bench', 'worker'));
const millions = process.argv.slice(2).map(Number);
const task = { signal: new AbortController().signal, progress: () => {} };
const table: Record<string, string | number>[] = [];

for (const million of millions.length > 0 ? millions : [1, 10, 100]) {
  if (million * 1e6 * 5 > freemem()) {
    process.stdout.write(`${million} million: skipped, too little memory is free\n`);
    continue;
  }
  for (const setting of [{}, { minScore: 0.3, rangeMax: 90 }, { select: 'softmax' as const }]) {
    if (setting.select === 'softmax' && million > 10) continue;
    table.push(await measure(million, MiningSettings.parse(setting), JSON.stringify(setting)));
    process.stderr.write(`${JSON.stringify(table.at(-1))}\n`);
  }
}
process.stdout.write(`${columns(table)}\n`);

async function measure(million: number, settings: MiningSettings, name: string) {
  const threads = createTuningThreads(2, file);
  const pool = generatedPool((million * 1e6) / poolSize, poolSize);
  const material: TuningPool['material'] = { pool, labels: null, ordered: false, ...hashes(pool, settings) };
  const surroundings = {
    resourcesFolder: root,
    cacheFolder: root,
    threads: 2,
    device: 'cpu' as const,
    appVersion: 'bench',
    log: silentLogger,
  };
  const engine = { surroundings, workspaces: createWorkspaces(surroundings) };
  // No workspace is read: the pool is the only thing that counting needs.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const generated = { key: `${million} ${name}`, material, storedPool: { pool } } as unknown as TuningPool;
  const tuning = createTuningTables(engine, threads, async () => generated);
  const view = { workspace: 'w', teacher: 't', split: 's', settings };
  const loop = monitorEventLoopDelay({ resolution: 5 });

  // The first look starts the threads and finds the histograms' edges.
  const [, firstPoint] = await timed(() => tuning.point(tuningCalls['tune.filter'].input.parse(view), task));
  loop.enable();
  const asked = { ...view, slider: 'perc-pos' };
  const cpuBefore = process.cpuUsage().user;
  const [partial, partialMs] = await timed(() => tuning.tables(tablesInput(asked), task));
  let answer = partial;
  const [, restMs] = await timed(async () => {
    while (answer.rowsDone < answer.rowsTotal)
      answer = await tuning.tables(tablesInput({ ...asked, after: answer.rowsDone }), task);
  });
  const cpu = process.cpuUsage().user - cpuBefore;
  const [, noLossMs] = await timed(async () => {
    let after = 0;
    while (after < answer.rowsTotal)
      after = (await tuning.tables(tablesInput({ ...asked, lossTemperature: null, after }), task)).rowsDone;
  });
  const refine = (value: number) => () =>
    tuning.refine(tuningCalls['tune.refine'].input.parse({ ...asked, value }), task);
  const [, refineMs] = await timed(refine(0.90037));
  const [, againMs] = await timed(refine(0.95));
  const filter = { score: { from: 0.5, to: 0.6 } };
  const brush = (from: number) => () =>
    tuning.point(
      tuningCalls['tune.filter'].input.parse({ ...view, filter: { score: { ...filter.score, from } } }),
      task,
    );
  const [, brushMs] = await timed(brush(0.5));
  const [, brushAgainMs] = await timed(brush(0.51));
  loop.disable();
  await threads.close();
  return {
    millions: million,
    settings: name,
    first: Math.round(firstPoint),
    partial: Math.round(partialMs),
    'partial %': Math.round((100 * partial.rowsDone) / partial.rowsTotal),
    tables: Math.round(partialMs + restMs),
    // Of all threads together: what other programs do meanwhile does not lengthen it much.
    'tables CPU': Math.round(cpu / 1000),
    'no loss': Math.round(noLossMs),
    refine: refineMs.toFixed(1),
    'on grid': againMs.toFixed(1),
    brush: brushMs.toFixed(1),
    'brush again': brushAgainMs.toFixed(1),
    'loop max': Math.round(loop.max / 1e6),
    'rss MB': Math.round(process.memoryUsage().rss / 2 ** 20),
  };
}

function tablesInput(asked: object): z.output<(typeof tuningCalls)['tune.tables']['input']> {
  return tuningCalls['tune.tables'].input.parse(asked);
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  const value = await work();
  return [value, performance.now() - started];
}

/** Draws need hashes; which ones does not matter for time. */
function hashes(pool: Pool, settings: MiningSettings): Pick<TuningPool['material'], 'idHashes'> {
  if (settings.select === 'top') return {};
  const random = seededFloats(2);
  const queries = new Float64Array(new SharedArrayBuffer(pool.queries.length * 8));
  for (let i = 0; i < queries.length; i++) queries[i] = Math.floor(random() * 2 ** 53);
  return { idHashes: { queries, documents: new Float64Array(new SharedArrayBuffer(8)) } };
}

function columns(rows: readonly Readonly<Record<string, string | number>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const width = (name: string): number =>
    Math.max(name.length, ...rows.map((row) => String(row[name] ?? '').length));
  const line = (cell: (name: string) => string): string =>
    names.map((name) => cell(name).padStart(width(name))).join('  ');
  return [line((name) => name), ...rows.map((row) => line((name) => String(row[name] ?? '')))].join('\n');
}
