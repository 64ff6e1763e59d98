import { appendFile, readdir, stat } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Pool } from '../../../../shared/mining/pool.ts';
import { sharedFile, skippedWithout } from '../../../testing/shared-material.ts';
import type { Task } from '../../task.ts';
import { quietTask, testGround, type TestGround } from '../encode/testing/text-workspace.ts';
import type { RetrievalRequest } from '../retriever.ts';
import type { Teacher } from '../teacher.ts';
import { openCrossEncoderTeacher } from './open-cross-encoder-teacher.ts';

const folder = sharedFile('models/cross-encoder-scifact');
const data = sharedFile('data/scifact');
const poolSize = 5;
const Line = z.object({ _id: z.string(), title: z.string().optional(), text: z.string() });

function lines(file: string): readonly z.infer<typeof Line>[] {
  return readFileSync(join(data ?? '', file), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));
}

/** Six test queries, the document that answers each (index = the query's), and twelve others. */
function texts() {
  const corpus = new Map(lines('corpus.jsonl').map((document) => [document._id, document]));
  const queries = new Map(lines('queries.jsonl').map((query) => [query._id, query]));
  const qrels = readFileSync(join(data ?? '', 'qrels/test.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1, 200);
  const pairs = new Map(
    qrels.map((line) => line.split('\t')).map(([query = '', document = '']) => [query, document]),
  );
  const chosen = [...pairs].filter(([, id]) => (corpus.get(id)?.text.length ?? 9999) < 1200).slice(0, 6);
  const others = [...corpus.values()].filter(({ text }) => text.length < 900).slice(0, 12);
  const relevant = chosen.map(([, id]) => corpus.get(id)).filter((document) => document !== undefined);
  return {
    queries: chosen.map(([id]) => ({ id, text: queries.get(id)?.text ?? '' })),
    documents: [...relevant, ...others].map(({ _id, title = '', text }) => ({ id: _id, title, text })),
    positives: chosen.map((_, i) => [i, i] as const),
  };
}

/** Gives every query the same five wrong documents, worst first by index. */
const stub: Teacher = {
  summary: { kind: 'random', fingerprint: 'stub', notes: [] },
  encoding: () => Promise.resolve(null),
  embed: () => Promise.resolve({ encoded: 0, device: '' }),
  retriever: () =>
    Promise.resolve({
      retrieve: ({ queries, positives }): Promise<Pool> =>
        Promise.resolve({
          poolSize,
          queries,
          counts: queries.map((_, row) => (row === 0 ? 3 : poolSize)),
          documents: Int32Array.from({ length: queries.length * poolSize }, (_, i) => 10 + (i % poolSize)),
          scores: new Float32Array(queries.length * poolSize),
          positives: { ...positives, scores: new Float32Array(positives.documents.length) },
        }),
    }),
  close: () => Promise.resolve(),
};

describe.skipIf(!folder || !data)(
  `cross-encoder teacher (${folder ? 'scifact' : skippedWithout('models')})`,
  () => {
    let ground: TestGround;
    let request: RetrievalRequest;
    beforeAll(async () => {
      ground = await testGround(texts());
      request = {
        dataSet: await ground.workspace.dataSet(),
        queries: Int32Array.of(0, 1, 2, 3, 4, 5),
        poolSize,
        excluded: () => Int32Array.of(),
        positives: {
          offsets: Int32Array.of(0, 1, 2, 3, 4, 5, 6),
          documents: Int32Array.of(0, 1, 2, 3, 4, 5),
        },
      };
    });
    afterAll(() => ground.remove());

    const open = () =>
      openCrossEncoderTeacher({
        ...ground.request(`${folder}?from=stub`),
        openOther: () => Promise.resolve(stub),
      });
    const retrieve = async (task: Task) => {
      const teacher = await open();
      return (await teacher.retriever(task)).retrieve(request, task);
    };
    const pairsScored = async (task: Task): Promise<number> => {
      let most = 0;
      let least = Number.POSITIVE_INFINITY;
      const pool = await retrieve({
        ...task,
        progress: ({ done }) => {
          most = Math.max(most, done);
          least = Math.min(least, done);
        },
      });
      expect(pool.counts[1]).toBe(poolSize);
      return most === 0 ? 0 : most - least;
    };

    it('goes on after a cancellation with the pairs that are missing, and never scores one twice', async () => {
      const controller = new AbortController();
      const stopping: Task = {
        signal: controller.signal,
        progress: ({ done }) => (done > 0 ? controller.abort() : undefined),
      };
      await expect(retrieve(stopping)).rejects.toMatchObject({ code: 'cancelled' });
      const scored = join(ground.workspace.path, 'rescored');
      const [journal = ''] = await readdir(scored);
      const kept = (await stat(join(scored, journal))).size / 16;
      expect(kept).toBeGreaterThan(0);
      // As a process killed in the middle of a write leaves it.
      await appendFile(join(scored, journal), Buffer.from([1, 2, 3]));
      const all = 6 + 3 + 5 * poolSize;
      expect(await pairsScored(quietTask())).toBe(all - kept);
      expect(await pairsScored(quietTask())).toBe(0);
      expect((await stat(join(scored, journal))).size).toBe(all * 16);
    }, 60_000);

    it('ranks by the raw logit, ties by index, and scores positives above what does not answer', async () => {
      const pool = await retrieve(quietTask());
      for (const row of pool.queries.keys()) {
        const count = pool.counts[row] ?? 0;
        const scores = [...pool.scores.subarray(row * poolSize, row * poolSize + count)];
        const documents = [...pool.documents.subarray(row * poolSize, row * poolSize + count)];
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(documents.toSorted((a, b) => a - b)).toEqual([10, 11, 12, 13, 14].slice(0, count));
        expect(pool.positives.scores[row]).toBeGreaterThan(scores[0] ?? 0);
        expect(Math.min(...scores)).toBeLessThan(0);
      }
      expect([...pool.documents.subarray(3, 5)]).toEqual([-1, -1]);
    }, 60_000);

    it('tells how it scores, and refuses options that mean nothing to it', async () => {
      const { summary } = await open();
      expect(summary.notes.join(' ')).toMatch(/Rescores the pool of "stub".*512 tokens.*the logit, raw/);
      const wrong = {
        ...ground.request(`${folder}?from=stub`, { pooling: 'cls' }),
        openOther: () => Promise.resolve(stub),
      };
      await expect(openCrossEncoderTeacher(wrong)).rejects.toMatchObject({ code: 'wrong-usage' });
    });
  },
);
