import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient, type Client } from '../../../shared/ipc/client.ts';
import type { Input } from '../../../shared/ipc/contract.ts';
import type { ExportFormat } from '../../../shared/ipc/run-calls.ts';
import { memoryPorts } from '../../ipc/memory-ports.ts';
import { serve } from '../../ipc/serve.ts';
import { writeTinyData } from '../../testing/tiny-data.ts';
import { createEngine } from '../create-engine.ts';
import type { Engine } from '../engine.ts';
import { createEngineHandlers } from '../handlers/engine-handlers.ts';
import { silentLogger } from '../log.ts';

let folder = '';
let engine: Engine;
let client: Client;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-round-trip-'));
  await writeTinyData(folder);
  engine = createEngine({
    resourcesFolder: folder,
    cacheFolder: folder,
    threads: 1,
    device: 'cpu',
    appVersion: '1',
    log: silentLogger,
  });
  const ports = memoryPorts();
  serve(ports.far, createEngineHandlers(engine));
  client = createClient(ports.near);
  const workspace = join(folder, 'tiny');
  await client.call('dataset.import', { workspace, paths: [join(folder, 'data')] });
  await client.call('teacher.add', {
    workspace,
    name: 'exact',
    spec: `npy:${join(folder, 'documents.npy')},${join(folder, 'queries.npy')}`,
    options: { similarity: 'dot' },
  });
  await client.call('run.mine', {
    workspace,
    teacher: 'exact',
    run: 'perc',
    settings: { perc: 0.95, numNegatives: 2 },
  });
});

afterAll(async () => {
  await engine.workspaces.closeAll();
  await rm(folder, { recursive: true });
});

const formats: readonly ExportFormat[] = [
  'st-triplet',
  'st-n-tuple',
  'st-labeled-pair',
  'st-labeled-list',
  'flagembedding',
  'tevatron',
  'beir',
];

test('a manifest names the run of supplied negatives that was decided, without which nothing could be made again', async () => {
  const file = join(folder, 'supplied.jsonl');
  await writeFile(
    file,
    `${JSON.stringify({ query: 'q', pos: ['p'], neg: ['n'], pos_scores: [0.9], neg_scores: [0.5] })}\n`,
  );
  const workspace = join(folder, 'supplied');
  await client.call('dataset.import', { workspace, paths: [file] });
  await client.call('run.mine', { workspace, supplied: 'supplied', run: 'own', settings: { perc: 0.95 } });
  const out = join(folder, 'own.jsonl');
  await client.call('run.export', { workspace, run: 'own', format: 'negscope', out, replace: false });
  const manifest: unknown = JSON.parse(await readFile(`${out}.manifest.json`, 'utf8'));
  expect(manifest).toMatchObject({ run: 'own', supplied: false, supplied_run: 'supplied', split: 'train' });
  // Nobody scored them, so nobody is named: not even a teacher without a name.
  expect(manifest).toMatchObject({ teacher: null });
  const beir = join(folder, 'own-beir');
  await client.call('run.export', { workspace, run: 'own', format: 'beir', out: beir, replace: false });
  const [line = ''] = (await readFile(join(beir, 'hard-negatives.jsonl'), 'utf8')).split('\n');
  expect(JSON.parse(line)).toMatchObject({ neg: { supplied: ['d1'] } });
  expect(await client.call('run.report', { workspace, run: 'own' })).toMatchObject({
    supplied_run: 'supplied',
  });
});

test.each(formats)(
  '%s comes back through import with its queries, positives and negatives',
  async (format) => {
    const out = join(folder, `out-${format}${format === 'beir' ? '' : '.jsonl'}`);
    const written = await client.call('run.export', {
      workspace: join(folder, 'tiny'),
      run: 'perc',
      format,
      out,
      replace: false,
    });
    expect(Object.values(written.left_out).every((count) => count === 0)).toBe(true);
    const back = join(folder, `back-${format}`);
    const report = await client.call('dataset.import', { workspace: back, paths: [out] });
    expect(report).toMatchObject({ queries: 2, positives: 3, refused_total: 0 });
    for (const run of report.supplied_runs) {
      expect(await client.call('run.report', { workspace: back, run })).toMatchObject({
        queries: 2,
        selected: 4,
      });
    }
    // BEIR has no place for negatives that an import would read; labelled texts are known negatives, not a run.
    const labels = ['beir', 'st-labeled-pair', 'st-labeled-list'].includes(format);
    expect(report.supplied_runs.length > 0 || labels).toBe(true);
  },
);

test('a manifest says which files were read and what the import was told, so that the data comes in the same again', async () => {
  const data = join(folder, 'columns');
  await mkdir(data);
  await writeFile(join(data, 'rows.csv'), 'a,b,c\nwhat,this,that\nwho,her,him\n');
  const asked: Pick<Input<'dataset.import'>, 'format' | 'split' | 'columns'> = {
    format: 'triplets',
    split: 'train',
    columns: { query: 'a', positive: 'b', negative: ['c'] },
  };
  const workspace = join(folder, 'by-columns');
  const { data_hash } = await client.call('dataset.import', { workspace, paths: [data], ...asked });
  const out = join(folder, 'by-columns.jsonl');
  await client.call('run.export', { workspace, run: 'supplied', format: 'tevatron', out, replace: false });
  const manifest: unknown = JSON.parse(await readFile(`${out}.manifest.json`, 'utf8'));
  expect(manifest).toMatchObject({ import: { format: 'triplets', files: ['rows.csv'], asked }, data_hash });
});

test('an export below a file says so, of runs and of labels', async () => {
  const workspace = join(folder, 'tiny');
  const out = join(folder, 'documents.npy', 'below');
  const refusal = {
    code: 'invalid-input',
    message: `${out}: a folder above it is a file; choose another place`,
  };
  const run = { workspace, run: 'perc', format: 'trec', out, replace: false } as const;
  await expect(client.call('run.export', run)).rejects.toMatchObject(refusal);
  const labels = { workspace, out, format: 'csv', replace: false } as const;
  await expect(client.call('labels.export', labels)).rejects.toMatchObject(refusal);
});
