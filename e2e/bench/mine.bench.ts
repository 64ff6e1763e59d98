import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { pythonEnvironment } from './python-environment.ts';
import { writeSeededVectors } from './seeded-vectors.ts';

// `npm run bench -- mine`: 10,000 queries (MINE_QUERIES), 100,000 documents (MINE_DOCUMENTS), 384 dimensions, from given embeddings: the whole
// `negscope mine` command, everything stored, against the call of mine_hard_negatives(use_faiss=True); then the same pool with other settings.
// Alternately, MINE_ROUNDS (2) times. MINE_PEER=0 leaves sentence-transformers out. Needs `npm run build`.

const dimensions = 384;
const documents = Number(process.env['MINE_DOCUMENTS'] ?? 100_000);
const queries = Number(process.env['MINE_QUERIES'] ?? 10_000);
const rounds = Number(process.env['MINE_ROUNDS'] ?? 2);
const step = Math.floor(documents / queries);

const Measured = z.object({ seconds: z.number(), peakMegabytes: z.number() });
type Measured = z.infer<typeof Measured>;

const run = promisify(execFile);
const bin = join(process.cwd(), 'dist/main/negscope.js');
const script = (name: string): string => join(process.cwd(), 'e2e/bench', name);
const folder = await mkdtemp(join(tmpdir(), 'negscope-bench-'));
try {
  await compare();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function compare(): Promise<void> {
  const files = [join(folder, 'documents.npy'), join(folder, 'queries.npy')] as const;
  await writeSeededVectors(files[0], documents, dimensions, 1);
  await writeSeededVectors(files[1], queries, dimensions, 2, { path: files[0], step, share: 0.7 });
  const data = await writeDataSet();
  const withPeer = process.env['MINE_PEER'] !== '0';
  const python = withPeer
    ? await pythonEnvironment('sentence-transformers', ['sentence-transformers', 'faiss-cpu', 'datasets<5'])
    : 'python3';
  const negscope = (...parameters: readonly string[]) =>
    measure(python, [
      script('measure-command.py'),
      process.execPath,
      bin,
      ...parameters,
      '--quiet',
      '--json',
    ]);

  const first: Measured[] = [];
  const again: Measured[] = [];
  const peer: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    const workspace = join(folder, `round-${round}.negscope`);
    await negscope('import', workspace, data);
    await negscope('teacher', 'add', workspace, 'given', `npy:${files.join(',')}`);
    first.push(await negscope('mine', workspace, '--teacher', 'given', '--run', 'first', '--perc', '0.95'));
    const other = ['--absolute-margin', '0.1', '--select', 'softmax'];
    again.push(await negscope('mine', workspace, '--teacher', 'given', '--run', 'second', ...other));
    if (!withPeer) continue;
    const threads = String(availableParallelism());
    peer.push(await measure(python, [script('mine-peer.py'), ...files, String(step), threads]));
  }
  const best = (all: readonly Measured[]): number => Math.min(...all.map(({ seconds }) => seconds));
  const line = (name: string, all: readonly Measured[]): string => {
    const peak = Math.max(...all.map(({ peakMegabytes }) => peakMegabytes));
    const cells = [name, best(all).toFixed(2), peak.toFixed(0), (best(all) / best(first)).toFixed(2)];
    return all.length === 0 ? '' : `| ${cells.join(' | ')} |\n`;
  };
  process.stdout.write(
    `| ${queries} queries, ${documents} documents, best of ${rounds} | seconds | peak MB | × Negscope's time |\n| --- | --- | --- | --- |\n` +
      line('negscope mine (whole command)', first) +
      line('negscope mine, the stored pool again', again) +
      line('mine_hard_negatives(use_faiss=True)', peer),
  );
}

/** A BEIR folder in which the number at the end of a text is its row, and query i's positive is document i × step. */
async function writeDataSet(): Promise<string> {
  const data = join(folder, 'data');
  await mkdir(join(data, 'qrels'), { recursive: true });
  const lines = (count: number, kind: string): string =>
    Array.from({ length: count }, (_, i) =>
      JSON.stringify({ _id: `${kind[0]}${i}`, title: '', text: `${kind} ${i}` }),
    ).join('\n');
  await writeFile(join(data, 'corpus.jsonl'), `${lines(documents, 'document')}\n`);
  await writeFile(join(data, 'queries.jsonl'), `${lines(queries, 'query')}\n`);
  const labels = Array.from({ length: queries }, (_, i) => `q${i}\td${i * step}\t1`);
  const head = 'query-id\tcorpus-id\tscore';
  await writeFile(join(data, 'qrels', 'train.tsv'), `${[head, ...labels].join('\n')}\n`);
  return data;
}

async function measure(command: string, parameters: readonly string[]): Promise<Measured> {
  const { stdout } = await run(command, parameters, { maxBuffer: 2 ** 26 });
  return Measured.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
