import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedFile, skippedWithout } from '../../testing/shared-material.ts';
import { evaluateFiles } from './evaluate-files.ts';

const task = { signal: new AbortController().signal, progress: () => {} };
const reference = sharedFile('reference', 'trec_eval');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-evaluate-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function evaluate(qrels: string | Buffer, run: string | Buffer, at = [10]): Promise<unknown> {
  await writeFile(join(folder, 'qrels'), qrels);
  await writeFile(join(folder, 'run'), run);
  return evaluateFiles({ qrels: join(folder, 'qrels'), runFile: join(folder, 'run'), at }, task);
}

describe('evaluateFiles', () => {
  it.each([
    ['with its mark', Buffer.from('\uFEFFq1 0 d1 1\n', 'utf16le')],
    ['without', Buffer.from('q1 0 d1 1\n', 'utf16le')],
  ])('says what to do with UTF-16 text, %s', async (_, qrels) => {
    await expect(evaluate(qrels, 'q1 Q0 d1 1 0.5 t\n')).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('qrels: UTF-16 text; save it as UTF-8'),
    });
  });
  it('says that a folder is no file', async () => {
    await expect(evaluateFiles({ qrels: folder, runFile: folder, at: [10] }, task)).rejects.toMatchObject({
      code: 'file-not-found',
      message: `${folder}: a folder, and a file is needed`,
    });
  });

  it.skipIf(reference === null)(
    `says what trec_eval says of its own test run${reference === null ? ` (${skippedWithout('reference', 'trec_eval')})` : ''}`,
    async () => {
      const at = [5, 10, 15, 20, 30, 100, 200, 500, 1000];
      const files = {
        qrels: join(reference ?? '', 'qrels.test'),
        runFile: join(reference ?? '', 'results.test'),
      };
      const found = await evaluateFiles({ ...files, at }, task);
      const digits = (values: Readonly<Record<string, number | null>>): unknown =>
        at.map((cut) => values[String(cut)]?.toFixed(4));
      expect({
        queries: found.queries,
        ndcg: digits(found.ndcg),
        recall: digits(found.recall),
        mrr: found.mrr['all']?.toFixed(4),
      }).toEqual({
        queries: 3,
        ndcg: ['0.2768', '0.3016', '0.3087', '0.3525', '0.3363', '0.3916', '0.4045', '0.4021', '0.4021'],
        recall: ['0.0173', '0.0317', '0.0534', '0.1061', '0.1335', '0.4980', '0.5533', '0.5997', '0.5997'],
        mrr: '0.4064',
      });
    },
  );

  it('breaks ties by document id, descending, by bytes', async () => {
    // U+FF5E sorts above U+1F600 as UTF-16, below it as UTF-8.
    const run = 'q Q0 \u{ff5e} 1 1.0 t\nq Q0 a 2 1 t\nq Q0 \u{1f600} 3 1e0 t\n';
    const measured = (relevant: string): Promise<unknown> => evaluate(`q 0 ${relevant} 1\n`, run);
    expect(await measured('\u{1f600}')).toMatchObject({ mrr: { all: 1 } });
    expect(await measured('\u{ff5e}')).toMatchObject({ mrr: { all: 1 / 2 } });
    expect(await measured('a')).toMatchObject({ mrr: { all: 1 / 3 } });
  });

  it('passes over comments, but not over a line of an id that starts like one', async () => {
    const run = '# made by a teacher\n#q Q0 b 1 2 t\n#q Q0 a 2 1 t\n#\n';
    expect(await evaluate('# labels\n#q 0 a 1\n', run)).toMatchObject({ queries: 1, mrr: { all: 1 / 2 } });
    await expect(evaluate('q 0 a 1\n', 'q # a\n')).rejects.toMatchObject({ code: 'invalid-input' });
  });

  it('uses grades as gains and counts a query without results with 0, one without a relevant document not', async () => {
    const qrels = 'query-id\tcorpus-id\tscore\nq1\ta\t3\nq1\tb\t1\nq2\ta\t1\nq3\ta\t0\n';
    const run = 'q1\tb\t2.5\nq1\tx\t2\nq1\ta\t1\nq3\ta\t9\nunknown\ta\t1\n';
    const ndcg = (1 + 3 / Math.log2(4)) / (3 + 1 / Math.log2(3));
    expect(await evaluate(qrels, gzipSync(run), [1, 10])).toEqual({
      queries: 2,
      ndcg: { '1': 1 / 3 / 2, '10': ndcg / 2 },
      recall: { '1': 0.25, '10': 0.5 },
      mrr: { '1': 0.5, '10': 0.5, all: 0.5 },
    });
  });

  it('says null where there is nothing to average', async () => {
    expect(await evaluate('q 0 a 0\n', '')).toEqual({
      queries: 0,
      ndcg: { '10': null },
      recall: { '10': null },
      mrr: { '10': null, all: null },
    });
  });

  it.each([
    ['q 0 a 1\n', 'q Q0 a 1 nan t\n', 'run, line 1: the score "nan" is no finite number'],
    ['q 0 a 1\n', '\nq Q0 a 1 1e99 t\n', 'run, line 2: the score "1e99" is no finite number'],
    ['q 0 a 1\n', 'q Q0 a 1 0.5\n', 'run, line 1: 5 columns; a run has 6'],
    [
      'q 0 a 1\n',
      'q Q0 a 1 2 t\nq Q0 b 2 1 t\nq Q0 a 3 0 t\n',
      'run, line 3: query "q" has document "a" twice',
    ],
    ['q 0 a 1\nq 0 a 0\n', '', 'qrels, line 2: query "q" has document "a" twice'],
    ['q 0 a 1\nq 0 b high\n', '', 'qrels, line 2: the grade "high" is no number'],
    // Queries may be called anything: only a line of names alone is passed over.
    ['query 0 a high\nq 0 a 1\n', '', 'qrels, line 1: the grade "high" is no number'],
    [Buffer.from([0x71, 0x20, 0xff]), '', 'qrels, line 1: not UTF-8'],
  ])('refuses %j with %j, naming the line', async (qrels, run, message) => {
    await expect(evaluate(qrels, run)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining(message),
    });
  });
});
