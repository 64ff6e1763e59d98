import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createJournalWriter } from '../../electron/engine/annotate/journal-file.ts';
import { createAnnotateHandlers } from '../../electron/engine/handlers/annotate-handlers.ts';
import { silentLogger } from '../../electron/engine/log.ts';
import { tryTeacher } from '../../electron/engine/teachers/registry.ts';
import { createWorkspace } from '../../electron/engine/workspace/create-workspace.ts';
import { createWorkspaces } from '../../electron/engine/workspace/create-workspaces.ts';
import { annotateCalls } from '../../shared/ipc/annotate-calls.ts';
import { quantile } from '../../shared/statistics/quantile.ts';

// `npm run bench -- annotate`: how long it takes from asking for a label to be kept until the answer that it is on disk (journal written and
// fsynced), in the engine: idle, and while the bundled teacher encodes documents on all cores. ANNOTATE_LABELS (400) labels each, one every
// 20 ms as a fast annotator would at most give them. Beside it what the disk itself takes: the same write and fsync without anything else.
// To reach: p95 of at most 50 ms.

const labels = Number(process.env['ANNOTATE_LABELS'] ?? 400);
const wantedMs = 50;
const pauseMs = 20;
const documents = 20_000;

const folder = await mkdtemp(join(tmpdir(), 'negscope-bench-'));
const path = join(folder, 'bench.negscope');
const surroundings = {
  resourcesFolder: resolve(process.cwd(), 'resources'),
  cacheFolder: folder,
  threads: availableParallelism(),
  device: 'cpu' as const,
  appVersion: 'bench',
  log: silentLogger,
};
const engine = { surroundings, workspaces: createWorkspaces(surroundings) };
try {
  await prepare();
  const handlers = createAnnotateHandlers(engine);
  const quiet = { signal: new AbortController().signal, progress: () => {} };
  const pairs = Array.from({ length: labels }, (_, document) => ({ query: 0, document }));
  const { queue } = await handlers['annotate.pick'](
    annotateCalls['annotate.pick'].input.parse({ workspace: path, annotator: 'ann', pairs, name: 'all' }),
    quiet,
  );

  /** Milliseconds of each, ascending. */
  const timed = async (work: (pair: (typeof pairs)[number]) => Promise<unknown>): Promise<Float64Array> => {
    const times: number[] = [];
    for (const pair of pairs) {
      const started = performance.now();
      await work(pair);
      times.push(performance.now() - started);
      await new Promise((done) => setTimeout(done, pauseMs));
    }
    return Float64Array.from(times).sort();
  };
  const measure = (value: 'relevant' | 'not'): Promise<Float64Array> =>
    timed((pair) => {
      const asked = annotateCalls['annotate.record'].input.parse({
        workspace: path,
        annotator: 'ann',
        queue,
        label: { ...pair, value, note: 'a short note' },
        visible: [],
        milliseconds: pauseMs,
      });
      return handlers['annotate.record'](asked, quiet);
    });
  const bare = createJournalWriter(join(folder, 'bare'), 0);
  const measureDisk = (): Promise<Float64Array> => timed(() => bare('x'.repeat(400)));

  const workspace = await engine.workspaces.open(path);
  const idleDisk = await measureDisk();
  const idle = await measure('not');
  const stop = new AbortController();
  const teacher = await tryTeacher(engine, workspace, { name: 'bundled', spec: 'bundled', options: {} });
  let encoded = 0;
  let isEncoding = true;
  const encoding = teacher
    .embed({ signal: stop.signal, progress: ({ done }) => (encoded = done) })
    .catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    })
    .finally(() => (isEncoding = false));
  while (encoded === 0) await new Promise((done) => setTimeout(done, 20));
  const busyDisk = await measureDisk();
  const busy = await measure('relevant');
  const wasEncoding = isEncoding;
  stop.abort();
  await encoding;
  await teacher.close();

  const at = (times: Float64Array, share: number): number => quantile(times, share) ?? Number.NaN;
  const row = (name: string, times: Float64Array): string =>
    `| ${name} | ${[0.5, 0.95, 1].map((share) => at(times, share).toFixed(1)).join(' | ')} |\n`;
  process.stdout.write(
    `| ${labels} labels, durable | p50 ms | p95 ms | max ms |\n| --- | --- | --- | --- |\n${row('the disk alone, idle', idleDisk)}${row('a label, idle', idle)}${row('the disk alone, while encoding', busyDisk)}${row('a label, while encoding', busy)}`,
  );
  process.stdout.write(`Load ${loadavg()[0]?.toFixed(1)}; ${encoded} texts encoded meanwhile.\n`);
  if (!wasEncoding) process.stdout.write('The encoding ended before the labels did.\n');
  if (!wasEncoding || !(at(busy, 0.95) <= wantedMs)) process.exitCode = 1;
} finally {
  await engine.workspaces.closeAll();
  await rm(folder, { recursive: true, force: true });
}

async function prepare(): Promise<void> {
  const workspace = await createWorkspace(path, { appVersion: 'bench', threads: 1 });
  await workspace.database.run(`
    INSERT INTO documents SELECT i, 'd' || i, '', 'text ' || i || repeat(' about one thing and another', 6), i, true, i FROM range(${documents}) r(i);
    INSERT INTO queries VALUES (0, 'q0', [], 'Question', -1, 0);
    INSERT INTO qrels VALUES (0, 0, 1, 'train');
    INSERT INTO meta VALUES ('data_hash', 'h');
  `);
  await workspace.close();
}
