import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { importDataSet } from '../../electron/engine/import/import-data-set.ts';
import { silentLogger } from '../../electron/engine/log.ts';
import { createWorkspaces } from '../../electron/engine/workspace/create-workspaces.ts';
import { seededFloats } from './generated-pool.ts';

// Imports a generated BEIR folder (1,000,000 documents, 1 GB of JSON Lines unless a number is given) and prints rate and peak memory.

const documents = Number(process.argv[2] ?? 1_000_000);
const queries = Math.ceil(documents / 100);
const folder = await mkdtemp(join(tmpdir(), 'negscope-bench-'));
try {
  await writeData(join(folder, 'data'));
  const { size } = await stat(join(folder, 'data', 'corpus.jsonl'));
  const surroundings = {
    resourcesFolder: folder,
    cacheFolder: folder,
    threads: 2,
    device: 'cpu' as const,
    appVersion: 'bench',
    log: silentLogger,
  };
  const engine = { surroundings, workspaces: createWorkspaces(surroundings) };
  const request = {
    paths: [join(folder, 'data')],
    workspace: join(folder, 'bench.negscope'),
    columns: {},
    strict: true,
    replace: false,
  };
  const task = { signal: new AbortController().signal, progress: () => {} };
  const before = process.resourceUsage().maxRSS / 1024;
  const cpuBefore = process.cpuUsage();
  const start = performance.now();
  const report = await importDataSet(engine, request, task);
  const seconds = (performance.now() - start) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const result = {
    documents: report.documents,
    megabytes: Math.round(size / 1e6),
    seconds: Number(seconds.toFixed(2)),
    megabytesPerSecond: Number((size / 1e6 / seconds).toFixed(1)),
    cpuSeconds: Number(((cpu.user + cpu.system) / 1e6).toFixed(1)),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    peakBeforeMegabytes: Math.round(before),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function writeData(path: string): Promise<void> {
  await mkdir(join(path, 'qrels'), { recursive: true });
  const random = seededFloats(1);
  const vocabulary = Array.from({ length: 20_000 }, () => word(random));
  await writeLines(join(path, 'corpus.jsonl'), documents, (index) =>
    JSON.stringify({
      _id: `d${index}`,
      title: text(random, vocabulary, 40),
      text: text(random, vocabulary, 900),
    }),
  );
  await writeLines(join(path, 'queries.jsonl'), queries, (index) =>
    JSON.stringify({ _id: `q${index}`, text: text(random, vocabulary, 50) }),
  );
  await writeLines(join(path, 'qrels', 'train.tsv'), queries + 1, (index) =>
    index === 0 ? 'query-id\tcorpus-id\tscore' : `q${index - 1}\td${(index - 1) * 7}\t1`,
  );
}

async function writeLines(path: string, count: number, line: (index: number) => string): Promise<void> {
  const stream = createWriteStream(path);
  for (let from = 0; from < count; from += 1000) {
    const lines = Array.from(
      { length: Math.min(1000, count - from) },
      (_, index) => `${line(from + index)}\n`,
    );
    if (!stream.write(lines.join(''))) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

function word(random: () => number): string {
  const letters = 'etaoinshrdlucmfwypvbgkäéß';
  const length = 2 + Math.floor(random() * 8);
  return Array.from({ length }, () => letters[Math.floor(random() * random() * letters.length)] ?? 'e').join(
    '',
  );
}

/** Words by a skewed draw, as in real text. */
function text(random: () => number, vocabulary: readonly string[], characters: number): string {
  let result = '';
  while (result.length < characters) {
    result += `${vocabulary[Math.floor(random() ** 3 * vocabulary.length)] ?? ''} `;
  }
  return result.trimEnd();
}
