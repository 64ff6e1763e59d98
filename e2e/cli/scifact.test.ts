import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sharedFile, skippedWithout } from '../../electron/testing/shared-material.ts';
import { builtCli } from './built-cli.ts';
import { runJson } from './run-cli.ts';

const data = sharedFile('data', 'scifact');
const embeddings = sharedFile('reference', 'embeddings', 'scifact');
const reference = sharedFile('reference', 'mining', 'scifact', 'perc-pos-0.95.jsonl');

const missing = data === null || embeddings === null || reference === null;

describe.skipIf(missing)(
  `SciFact from given embeddings${missing ? `: ${skippedWithout('data/scifact')}` : ''}`,
  () => {
    let cli = '';
    let folder = '';
    const ask = (...args: readonly string[]): ReturnType<typeof runJson> => runJson(cli, args, { folder });

    beforeAll(async () => {
      cli = await builtCli();
      folder = await mkdtemp(join(tmpdir(), 'negscope-e2e-'));
    }, 120_000);

    afterAll(() => rm(folder, { recursive: true }));

    test('import counts what is there', async () => {
      expect(await ask('import', 'w', data ?? '')).toMatchObject({
        code: 0,
        json: { documents: 5183, splits: { train: 807, test: 300 }, refused_total: 0 },
      });
      const spec = `npy:${join(embeddings ?? '', 'corpus.npy')},${join(embeddings ?? '', 'queries.npy')}`;
      expect(await ask('teacher', 'add', 'w', 'given', spec)).toMatchObject({ code: 0 });
    });

    test('evaluate finds the published nDCG@10', async () => {
      const { json } = await ask('evaluate', 'w', '--teacher', 'given', '--split', 'test');
      expect(json).toMatchObject({ queries: 300, ndcg: { 10: expect.closeTo(0.6451, 4) } });
    });

    test('mine and export give the reference negatives, also from a pool that is already there', async () => {
      const mine = ['mine', 'w', '--teacher', 'given', '--run'];
      expect(await ask(...mine, 'perc', '--method', 'perc-pos', '--perc', '0.95')).toMatchObject({ code: 0 });
      expect(await ask(...mine, 'again', '--relative-margin', '0.05')).toMatchObject({ code: 0 });
      await ask('export', 'w', '--run', 'again', '--format', 'negscope', '--out', 'out.jsonl');
      const mined = new Map(
        parse(Exported, await readFile(join(folder, 'out.jsonl'), 'utf8')).flatMap((line) =>
          // 871 (train) has the text of 870 (test): one query, under the first id.
          [line.query_id, ...line.query_ids].map((id) => [id, line] as const),
        ),
      );
      const expected = parse(Reference, await readFile(reference ?? '', 'utf8'));
      const own = expected.map(({ query_id }) => ({
        query_id,
        negatives: mined.get(query_id)?.negatives.map(({ document_id }) => document_id),
      }));
      expect(own).toEqual(
        expected.map(({ query_id, negatives }) => ({ query_id, negatives: negatives.map(([id]) => id) })),
      );
    }, 60_000);
  },
);

const Exported = z.object({
  query_id: z.string(),
  query_ids: z.array(z.string()).default([]),
  negatives: z.array(z.object({ document_id: z.string() })),
});
const Reference = z.object({
  query_id: z.string(),
  negatives: z.array(z.tuple([z.string(), z.number()])),
});

function parse<R extends z.ZodType>(row: R, text: string): readonly z.output<R>[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => row.parse(JSON.parse(line)));
}
