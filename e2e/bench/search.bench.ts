import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openNpyRows } from '../../electron/engine/npy/open-npy-rows.ts';
import { readNpy } from '../../electron/engine/npy/read-npy.ts';
import { writeNpy } from '../../electron/engine/npy/write-npy.ts';
import { plainDataSet } from '../../electron/engine/search/testing/vectors.ts';
import { createVectorRetriever } from '../../electron/engine/search/vector-retriever.ts';
import { pythonEnvironment } from './python-environment.ts';
import { writeSeededVectors } from './seeded-vectors.ts';

// `npm run bench -- search`: exact top 100 of SEARCH_QUERIES (10,000) in SEARCH_DOCUMENTS (100,000) generated vectors of 384 dimensions,
// against FAISS IndexFlatIP; alternately, SEARCH_ROUNDS (3) times, each in a process of its own. SEARCH_PEER=0 leaves FAISS out.

const dimensions = 384;
const k = 100;
const documents = Number(process.env['SEARCH_DOCUMENTS'] ?? 100_000);
const queries = Number(process.env['SEARCH_QUERIES'] ?? 10_000);
const rounds = Number(process.env['SEARCH_ROUNDS'] ?? 3);
const threads = availableParallelism();

const Measured = z.object({ seconds: z.number(), cpuSeconds: z.number(), peakMegabytes: z.number() });
type Measured = z.infer<typeof Measured>;

const [mode, documentFile = '', queryFile = '', outFile = ''] = process.argv.slice(2);
if (mode === '--ours') process.stdout.write(`${JSON.stringify(await searchOurs())}\n`);
else await compare();

async function compare(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-bench-'));
  const at = (name: string): string => join(folder, name);
  try {
    await writeSeededVectors(at('documents.npy'), documents, dimensions, 1);
    await writeSeededVectors(at('queries.npy'), queries, dimensions, 2);
    const files = [at('documents.npy'), at('queries.npy')];
    const ours = () => measure(process.execPath, [process.argv[1] ?? '', '--ours', ...files, at('ours.npy')]);
    const python =
      process.env['SEARCH_PEER'] === '0' ? null : await pythonEnvironment('faiss', ['faiss-cpu']);
    const script = join(process.cwd(), 'e2e/bench/search-peer.py');
    const found: Record<'Negscope' | 'FAISS IndexFlatIP', Measured[]> = {
      Negscope: [],
      'FAISS IndexFlatIP': [],
    };
    for (let round = 0; round < rounds; round++) {
      found.Negscope.push(await ours());
      if (python === null) continue;
      const peer = [script, ...files, String(k), at('peer.npy'), String(threads)];
      found['FAISS IndexFlatIP'].push(await measure(python, peer));
    }
    print(found);
    if (python !== null) await compareIds(at('ours.npy'), at('peer.npy'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function print(found: Readonly<Record<string, readonly Measured[]>>): void {
  const best = (all: readonly Measured[]): number => Math.min(...all.map(({ seconds }) => seconds));
  const ours = best(found['Negscope'] ?? []);
  process.stdout.write(
    `| top ${k} of ${queries} queries in ${documents} documents, ${threads} threads, best of ${rounds} | seconds | CPU seconds | peak MB | Negscope is × as fast |\n| --- | --- | --- | --- | --- |\n`,
  );
  for (const [name, all] of Object.entries(found)) {
    if (all.length === 0) continue;
    const peak = Math.max(...all.map(({ peakMegabytes }) => peakMegabytes));
    const cpu = Math.min(...all.map(({ cpuSeconds }) => cpuSeconds));
    const cells = [
      name,
      best(all).toFixed(2),
      cpu.toFixed(2),
      peak.toFixed(0),
      (best(all) / ours).toFixed(2),
    ];
    process.stdout.write(`| ${cells.join(' | ')} |\n`);
  }
}

/** FAISS ranks by float32 sums of its own order, so neighbours that are equal to the last bits may be swapped. */
async function compareIds(ours: string, peer: string): Promise<void> {
  const [a, b] = [(await readNpy(ours, '<i4')).data, (await readNpy(peer, '<i4')).data];
  let [places, sets] = [0, 0];
  for (let row = 0; row < queries; row++) {
    const own = a.subarray(row * k, (row + 1) * k);
    const other = b.subarray(row * k, (row + 1) * k);
    places += own.reduce((same, id, i) => same + (id === other[i] ? 1 : 0), 0);
    const known = new Set(own);
    if (other.every((id) => known.has(id))) sets++;
  }
  process.stdout.write(
    `\nSame documents in ${sets} of ${queries} queries; same place for ${places} of ${queries * k}.\n`,
  );
}

async function searchOurs(): Promise<Measured> {
  const documentRows = await openNpyRows(documentFile, 'given');
  const queryRows = await openNpyRows(queryFile, 'given');
  const nothing = new Int32Array();
  const retriever = createVectorRetriever({
    documents: documentRows,
    queries: queryRows,
    similarity: 'cosine',
    surroundings: { threads },
  });
  const started = performance.now();
  const startedCpu = process.cpuUsage();
  const pool = await retriever.retrieve(
    {
      dataSet: plainDataSet(documentRows.count, queryRows.count),
      queries: Int32Array.from({ length: queryRows.count }, (_, i) => i),
      poolSize: k,
      excluded: () => nothing,
      positives: { offsets: new Int32Array(queryRows.count + 1), documents: nothing },
    },
    { signal: new AbortController().signal, progress: () => {} },
  );
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(startedCpu);
  await writeNpy(outFile, '<i4', [queryRows.count, k], pool.documents);
  await documentRows.close();
  await queryRows.close();
  return { seconds, cpuSeconds: (user + system) / 1e6, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
}

async function measure(command: string, parameters: readonly string[]): Promise<Measured> {
  const { stdout } = await promisify(execFile)(command, parameters, { maxBuffer: 2 ** 26 });
  return Measured.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
