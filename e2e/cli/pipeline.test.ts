import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdtemp, open, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeTinyData } from '../../electron/testing/tiny-data.ts';
import { builtCli } from './built-cli.ts';
import { runJson, startCli, type CliResult } from './run-cli.ts';

let cli = '';
let folder = '';

beforeAll(async () => {
  cli = await builtCli();
  folder = await mkdtemp(join(tmpdir(), 'negscope-e2e-'));
  await writeTinyData(folder);
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

const ask = (...args: readonly string[]): ReturnType<typeof runJson> => runJson(cli, args, { folder });
const say = (...args: readonly string[]): Promise<CliResult> => startCli(cli, args, { folder }).result;
const fails = async (code: number, error: string, ...args: readonly string[]): Promise<void> => {
  expect(await ask(...args)).toEqual({ code, json: { error: { code: error, message: expect.any(String) } } });
};
const mine = ['mine', 'tiny', '--teacher', 'exact', '--num-negatives', '2'];

/** A device that is always full. */
const full = '/dev/full';

test
  .skipIf(!existsSync(full))
  .each([['--version'], ['--version', '--json'], ['report', 'none', '--run', 'r', '--json']])(
  'a standard output that cannot be written is one line on standard error: %s %s',
  async (...args) => {
    const stdout = await open(full, 'w');
    const { code, err } = await startCli(cli, args, { folder, stdout: stdout.fd }).result;
    await stdout.close();
    expect(code).toBe(1);
    expect(err).toMatch(/^(negscope: .*none.*\n)?negscope: standard output: .*no space left.*\n$/u);
  },
);

test('a reader that has seen enough is no failure', async () => {
  const running = startCli(cli, ['--help'], { folder });
  running.process.stdout?.destroy();
  expect(await running.result).toEqual({ code: 0, out: '', err: '' });
});

describe.sequential('from data to export', () => {
  test('import reads a folder into exactly the path given', async () => {
    const { code, json } = await ask('import', 'tiny', 'data');
    expect(code).toBe(0);
    expect(json).toMatchObject({
      documents: 7,
      queries: 3,
      positives: 4,
      splits: { train: 2, test: 1 },
      refused_total: 1,
    });
    expect(json['refused']).toEqual([
      { file: expect.stringContaining('train.tsv'), line: 5, reason: expect.stringContaining('d9') },
    ]);
    await fails(1, 'already-exists', 'import', 'tiny', 'data');
    expect(await ask('import', 'tiny', 'data', '--replace')).toMatchObject({ code: 0 });
  });

  test('teachers are added by SPEC, with paths from the working folder', async () => {
    expect(
      await ask('teacher', 'add', 'tiny', 'exact', 'npy:documents.npy,queries.npy', '--similarity', 'dot'),
    ).toMatchObject({ code: 0, json: { name: 'exact', kind: 'npy', dimensions: 1, similarity: 'dot' } });
    for (const [name, spec] of [
      ['words', 'bm25'],
      ['dice', 'random:7'],
    ] as const) {
      expect(await ask('teacher', 'add', 'tiny', name, spec)).toMatchObject({ code: 0, json: { name } });
    }
    await fails(1, 'already-exists', 'teacher', 'add', 'tiny', 'exact', 'bm25');
    await fails(2, 'wrong-usage', 'teacher', 'add', 'tiny', 'x', 'npy:documents.npy');
    const listed = await ask('teacher', 'list', 'tiny');
    expect(listed.json['teachers']).toHaveLength(3);
  });

  test('mine decides by the rules, and report says the same again', async () => {
    const mined = await ask(...mine, '--run', 'perc', '--method', 'perc-pos', '--perc', '0.95');
    expect(mined).toMatchObject({
      code: 0,
      json: {
        queries: 2,
        units: 2,
        starved: 0,
        short: 0,
        missing: 0,
        candidates: 9,
        kept: 7,
        selected: 4,
        suspects: { candidates: 2, selected: 0 },
        failed: { 'perc-pos': { any: 2, only: 2 } },
        settings: { perc: 0.95, numNegatives: 2, anchor: 'min', poolSize: 100, select: 'top', seed: 0 },
        teacher: { name: 'exact' },
      },
    });
    expect(await ask('report', 'tiny', '--run', 'perc')).toEqual(mined);
    await fails(1, 'already-exists', ...mine, '--run', 'perc');
    await fails(1, 'not-found', 'report', 'tiny', '--run', 'nothing');
    await fails(1, 'not-found', 'mine', 'tiny', '--teacher', 'nobody', '--run', 'r');
    const margin = await ask(...mine, '--run', 'margin', '--relative-margin', '0.05');
    expect(margin.json['settings']).toEqual(mined.json['settings']);
  });

  test('the negscope export is exactly what was decided', async () => {
    const { code, json } = await ask(
      'export',
      'tiny',
      '--run',
      'perc',
      '--format',
      'negscope',
      '--out',
      'a.jsonl',
    );
    const text = await readFile(join(folder, 'a.jsonl'), 'utf8');
    expect(text).toBe(
      '{"query_id":"q1","positives":[{"document_id":"d1","score":1}],"anchor_score":1,"threshold":0.95,"negatives":[{"document_id":"d3","score":0.75,"rank":2},{"document_id":"d4","score":0.5,"rank":3}],"short_by":0}\n' +
        '{"query_id":"q2","positives":[{"document_id":"d2","score":0.484375},{"document_id":"d3","score":0.375}],"anchor_score":0.375,"threshold":0.35624999999999996,"negatives":[{"document_id":"d4","score":0.25,"rank":2},{"document_id":"d5","score":0.125,"rank":3}],"short_by":0}\n',
    );
    expect({ code, json }).toEqual({
      code: 0,
      json: {
        path: join(folder, 'a.jsonl'),
        manifest: join(folder, 'a.jsonl.manifest.json'),
        lines: 2,
        sha256: createHash('sha256').update(text).digest('hex'),
        left_out: { starved: 0, short: 0 },
      },
    });
  });

  test('the same command gives the same bytes; a file that somebody changed is not overwritten', async () => {
    const command = [
      'export',
      'tiny',
      '--run',
      'perc',
      '--format',
      'negscope',
      '--out',
      'same.jsonl',
      '--candidates',
    ];
    const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8');
    const first = await ask(...command);
    const before = [await read('same.jsonl'), await read('same.jsonl.manifest.json')];
    expect(await ask(...command)).toEqual(first);
    expect([await read('same.jsonl'), await read('same.jsonl.manifest.json')]).toEqual(before);
    expect(before[0]).toContain('"verdict":"dropped","failed":["perc-pos"],"selected":false');
    await appendFile(join(folder, 'same.jsonl'), 'mine\n');
    await fails(1, 'already-exists', ...command);
    expect(await ask(...command, '--replace')).toEqual(first);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('trec holds the selected, or the whole pool', async () => {
    await ask('export', 'tiny', '--run', 'perc', '--format', 'trec', '--out', 'run.txt');
    expect(await readFile(join(folder, 'run.txt'), 'utf8')).toBe(
      'q1 Q0 d3 2 0.75 negscope\nq1 Q0 d4 3 0.5 negscope\nq2 Q0 d4 2 0.25 negscope\nq2 Q0 d5 3 0.125 negscope\n',
    );
    const whole = await ask(
      'export',
      'tiny',
      '--run',
      'perc',
      '--format',
      'trec',
      '--out',
      'all.txt',
      '--candidates',
    );
    expect(whole.json['lines']).toBe(9);
    await fails(
      2,
      'wrong-usage',
      'export',
      'tiny',
      '--run',
      'perc',
      '--format',
      'beir',
      '--out',
      'x',
      '--candidates',
    );
  });

  test('anchor each: every positive has its own negatives', async () => {
    const { json } = await ask(...mine, '--run', 'each', '--anchor', 'each', '--perc', '0.75');
    expect(json).toMatchObject({ queries: 2, units: 3 });
    await ask('export', 'tiny', '--run', 'each', '--format', 'negscope', '--out', 'each.jsonl');
    const [, second = ''] = (await readFile(join(folder, 'each.jsonl'), 'utf8')).split('\n');
    expect(JSON.parse(second)).toMatchObject({
      query_id: 'q2',
      anchor_score: null,
      threshold: null,
      per_positive: [
        { document_id: 'd2', anchor_score: 0.484375, short_by: 0 },
        { document_id: 'd3', anchor_score: 0.375, short_by: 0 },
      ],
    });
  });

  test('evaluate measures a teacher, or two files', async () => {
    const taught = await ask('evaluate', 'tiny', '--teacher', 'exact', '--split', 'test', '--at', '1,10');
    expect(taught).toMatchObject({
      code: 0,
      json: { queries: 1, ndcg: { 1: 1, 10: 1 }, recall: { 1: 1, 10: 1 }, mrr: { 10: 1, all: 1 } },
    });
    await writeFile(join(folder, 'qrels.txt'), 'q1 0 d4 1\n');
    const files = await ask('evaluate', '--qrels', 'qrels.txt', '--run-file', 'run.txt');
    expect(files).toMatchObject({ code: 0, json: { queries: 1, mrr: { all: 0.5 } } });
  });

  test('labels come in and go out', async () => {
    await writeFile(
      join(folder, 'labels.jsonl'),
      '{"query_id":"q1","document_id":"d3","grade":1}\nnonsense\n',
    );
    const read = await ask('labels', 'import', 'tiny', 'labels.jsonl', '--by', 'anna', '--kind', 'human');
    expect(read).toMatchObject({ code: 0, json: { labels: 1, relevant: 1, refused_total: 1 } });
    const written = await ask('labels', 'export', 'tiny', '--out', 'labels.csv');
    expect(written).toMatchObject({ code: 0, json: { lines: expect.any(Number) } });
    expect(await readFile(join(folder, 'labels.csv'), 'utf8')).toContain('anna');
  });

  test('without --json a command speaks in sentences and tables, on standard output only', async () => {
    const { code, out, err } = await say('report', 'tiny', '--run', 'perc');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('perc-pos 0.95, anchor min, top 2 of a pool of 100');
    expect(await say('runs', 'list', 'tiny')).toMatchObject({ code: 0, err: '' });
    expect(await say('report', 'tiny', '--run', 'nothing')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^negscope: .*\n$/u),
    });
  });

  test('doctor says what is here', async () => {
    const { code, json } = await ask('doctor');
    expect(code).toBe(0);
    expect(json).toMatchObject({ node: process.versions.node, chosen: { name: expect.any(String) } });
  });

  test('open without a display is a sentence and exit code 1', async () => {
    const environment = { DISPLAY: '', WAYLAND_DISPLAY: '' };
    if (process.platform !== 'linux') return;
    const { code, out, err } = await startCli(cli, ['open', 'tiny'], { folder, environment }).result;
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(/^negscope: there is no display here.*\n$/u);
  });
});
