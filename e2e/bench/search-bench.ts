import { AppError } from '../../shared/errors.ts';
import { openNpyRows } from '../../electron/engine/npy/open-npy-rows.ts';
import { writeNpy } from '../../electron/engine/npy/write-npy.ts';
import { createVectorRetriever } from '../../electron/engine/search/vector-retriever.ts';
import { plainDataSet } from '../../electron/engine/search/testing/vectors.ts';

// node search-bench.js DOCUMENTS.npy QUERIES.npy K OUT.npy THREADS: exact top K of every query; prints seconds and peak memory as JSON.
const [documentsPath = '', queriesPath = '', kText = '', outPath = '', threads = ''] = process.argv.slice(2);
const poolSize = Number(kText);
if (!(poolSize > 0)) throw new AppError('wrong-usage', 'DOCUMENTS.npy QUERIES.npy K OUT.npy THREADS');

const documents = await openNpyRows(documentsPath, 'given');
const queries = await openNpyRows(queriesPath, 'given');
const retriever = createVectorRetriever({
  documents,
  queries,
  similarity: 'cosine',
  surroundings: { threads: Number(threads) },
});
const nothing = new Int32Array();
const started = performance.now();
const cpu = process.cpuUsage();
const pool = await retriever.retrieve(
  {
    dataSet: plainDataSet(documents.count, queries.count),
    queries: Int32Array.from({ length: queries.count }, (_, i) => i),
    poolSize,
    excluded: () => nothing,
    positives: { offsets: new Int32Array(queries.count + 1), documents: nothing },
  },
  { signal: new AbortController().signal, progress: () => {} },
);
const seconds = (performance.now() - started) / 1000;
const used = process.cpuUsage(cpu);
await writeNpy(outPath, '<i4', [queries.count, poolSize], pool.documents);
await documents.close();
await queries.close();
process.stdout.write(
  `${JSON.stringify({
    seconds,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
  })}\n`,
);
