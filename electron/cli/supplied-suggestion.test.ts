import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLogger } from '../engine/log.ts';
import { runCommandLine } from './run-command-line.ts';

const queries = 60;
const negatives = ['first', 'second', 'third'];
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-supplied-'));
  const rows = Array.from({ length: queries }, (_, q) => ({
    query: `query ${q}`,
    pos: [`positive of ${q}`],
    neg: negatives.map((name) => `${name} negative of ${q}`),
    pos_scores: [0.9],
    neg_scores: negatives.map((_name, i) => 0.5 - (i + q / queries) / 10),
  }));
  await writeFile(join(folder, 'data.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  // Documents are numbered as they come: a positive, then its three negatives.
  const labels = rows.flatMap((_, q) => negatives.map((_name, i) => `q${q} 0 d${q * 4 + i + 1} 0\n`));
  await writeFile(join(folder, 'labels.qrels'), labels.join(''));
  await json('import', 'w', 'data.jsonl');
  await json('teacher', 'add', 'w', 'any', 'random:1');
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

/** What a command prints; it runs in this process, with an engine of its own. */
async function json(...args: readonly string[]): Promise<unknown> {
  let out = '';
  const terminal = {
    out: async (text: string) => void (out += text),
    err: () => {},
    errColumns: () => null,
    nowMs: () => 0,
    workingFolder: folder,
    environment: {},
    signal: new AbortController().signal,
  };
  const surroundings = {
    resourcesFolder: folder,
    cacheFolder: folder,
    device: 'cpu',
    log: silentLogger,
  } as const;
  const code = await runCommandLine([...args, '--json', '--quiet'], terminal, {
    version: '1',
    engineStart: async () => ({ ...surroundings, threads: 1, appVersion: '1' }),
  });
  expect([code, out]).toEqual([0, expect.not.stringContaining('"error"')]);
  return JSON.parse(out);
}

test.each([
  ['by their own scores', []],
  ["by a teacher's", ['--teacher', 'any']],
])(
  'a setting is suggested over negatives that came with the data, %s, not over retrieved ones',
  async (_, teacher) => {
    const rule = ['--max-score', '2', '--num-negatives', String(negatives.length)];
    await json('mine', 'w', '--supplied', 'supplied', '--run', 'r', ...teacher, ...rule, '--replace');
    const design = ['--design', 'census', '--run', 'r', '--relevant-from', '1'];
    await json('labels', 'import', 'w', 'labels.qrels', '--by', 'anna', '--kind', 'human', ...design);
    const rates = await json(
      'rates',
      'w',
      '--run',
      'r',
      '--no-judge',
      '--suggest',
      '0.1',
      '--most-starved',
      '1',
    );
    expect(rates).toMatchObject({
      pairs: queries * negatives.length,
      suggestion: { value: expect.any(Number), row: { pairs: queries * negatives.length } },
    });
  },
  60_000,
);
