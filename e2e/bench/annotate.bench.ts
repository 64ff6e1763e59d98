import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startListeningEngine } from '../../electron/engine/listening-engine.ts';
import { createJournalWriter } from '../../electron/engine/annotate/journal-file.ts';
import { giveWay } from '../../electron/engine/give-way.ts';
import { silentLogger } from '../../electron/engine/log.ts';
import { createWorkspace } from '../../electron/engine/workspace/create-workspace.ts';
import { connectHolder } from '../../electron/ipc/connect-holder.ts';
import { firstLine, spawnModule } from '../../electron/testing/spawn-module.ts';
import { createClient } from '../../shared/ipc/client.ts';
import { quantile } from '../../shared/statistics/quantile.ts';

// `npm run bench -- annotate`: how long it takes from asking for a label to be kept until the answer that it is on disk (journal written and
// fsynced) is back: idle, and while the bundled teacher encodes documents on all cores. The engine is a process of its own below normal
// priority, as in the app, and reached through its socket. ANNOTATE_LABELS (400) labels each, one every 20 ms as a fast annotator would at most
// give them. Beside it what the disk itself takes, from a third process: the same write and fsync without anything else.
// To reach: p95 of at most 50 ms.

const labels = Number(process.env['ANNOTATE_LABELS'] ?? 400);
const wantedMs = 50;
const pauseMs = 20;
/** More than can be encoded meanwhile. */
const documents = 200_000;

const [, self = '', mode, engineFolder = ''] = process.argv;
if (mode === '--engine') await beEngine(engineFolder);
else await measureLabels();

/** The engine's process: as `utility-process.ts` starts it. Holds the workspace until its input ends. */
async function beEngine(folder: string): Promise<void> {
  giveWay();
  const { handlers, stop } = await startListeningEngine({
    resourcesFolder: resolve(process.cwd(), 'resources'),
    cacheFolder: folder,
    appVersion: 'bench',
    log: silentLogger,
  });
  const quiet = { signal: new AbortController().signal, progress: () => {} };
  await handlers['workspace.open']({ workspace: join(folder, 'bench.negscope') }, quiet);
  process.stdout.write('open\n');
  for await (const _ of process.stdin);
  await stop();
  process.exit(0);
}

async function measureLabels(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-bench-'));
  const workspace = join(folder, 'bench.negscope');
  await prepare(workspace);
  const engine = spawnModule(self, ['--engine', folder]);
  try {
    await firstLine(engine);
    const port = await connectHolder(workspace);
    if (port === null) throw new Error('the engine does not answer');
    const { call } = createClient(port);
    const pairs = Array.from({ length: labels }, (_, document) => ({ query: 0, document }));
    const { queue } = await call('annotate.pick', { workspace, annotator: 'ann', pairs, name: 'all' });

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
      timed((pair) =>
        call('annotate.record', {
          workspace,
          annotator: 'ann',
          queue,
          label: { ...pair, value, note: 'a short note', evidence: [] },
          visible: [],
          milliseconds: pauseMs,
        }),
      );
    const bare = createJournalWriter(join(folder, 'bare'), 0);
    const measureDisk = (): Promise<Float64Array> => timed(() => bare('x'.repeat(400)));

    const idleDisk = await measureDisk();
    const idle = await measure('not');
    const stop = new AbortController();
    let encoded = 0;
    let isEncoding = true;
    await call('teacher.add', { workspace, name: 'bundled', spec: 'bundled' });
    const encoding = call(
      'teacher.embed',
      { workspace, teacher: 'bundled' },
      {
        signal: stop.signal,
        onProgress: ({ stage, done }) => {
          if (stage === 'encode documents') encoded = done;
        },
      },
    )
      .catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
      })
      .finally(() => (isEncoding = false));
    while (encoded === 0 && isEncoding) await new Promise((done) => setTimeout(done, 20));
    const [began, before] = [performance.now(), encoded];
    const busyDisk = await measureDisk();
    const busy = await measure('relevant');
    const wasEncoding = isEncoding;
    const rate = ((encoded - before) / (performance.now() - began)) * 1000;
    stop.abort();
    await encoding;
    port.close();

    const at = (times: Float64Array, share: number): number => quantile(times, share) ?? Number.NaN;
    const row = (name: string, times: Float64Array): string =>
      `| ${name} | ${[0.5, 0.95, 1].map((share) => at(times, share).toFixed(1)).join(' | ')} |\n`;
    process.stdout.write(
      `| ${labels} labels, durable | p50 ms | p95 ms | max ms |\n| --- | --- | --- | --- |\n${row('the disk alone, idle', idleDisk)}${row('a label, idle', idle)}${row('the disk alone, while encoding', busyDisk)}${row('a label, while encoding', busy)}`,
    );
    process.stdout.write(
      `Load ${loadavg()[0]?.toFixed(1)}; ${encoded - before} documents encoded meanwhile, ${rate.toFixed(1)} a second.\n`,
    );
    if (!wasEncoding) process.stdout.write('The encoding ended before the labels did.\n');
    if (!wasEncoding || !(at(busy, 0.95) <= wantedMs)) process.exitCode = 1;
  } finally {
    engine.stdin?.end();
    await new Promise((done) => (engine.exitCode === null ? engine.once('exit', done) : done(null)));
    await rm(folder, { recursive: true, force: true });
  }
}

async function prepare(path: string): Promise<void> {
  const workspace = await createWorkspace(path, { appVersion: 'bench', threads: 1 });
  await workspace.database.run(`
    INSERT INTO documents SELECT i, 'd' || i, '', 'text ' || i || repeat(' about one thing and another', 40), i, true, i FROM range(${documents}) r(i);
    INSERT INTO queries VALUES (0, 'q0', [], 'Question', -1, 0);
    INSERT INTO qrels VALUES (0, 0, 1, 'train');
    INSERT INTO meta VALUES ('data_hash', 'h');
  `);
  await workspace.close();
}
