import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../../../shared/domain/progress.ts';
import { readNpy } from '../../npy/read-npy.ts';
import type { Encoder } from '../encoder.ts';
import { embeddingFiles } from './embedding-files.ts';
import { hashEncoder, hashVector } from './testing/hash-encoder.ts';
import { quietTask, testGround, type TestGround } from './testing/text-workspace.ts';
import { createVectorTeacher, type VectorTeacherParts } from './vector-teacher.ts';

const documents = [
  { id: 'a', title: 'Title', text: 'text' },
  { id: 'b', text: 'only text' },
  { id: 'c', title: 'Title', text: 'text', first: 0 },
  { id: 'd', text: '', inCorpus: false },
  // Equal after normalisation, not for a model: it is encoded itself.
  { id: 'e', text: 'only  text', first: 1 },
];
const queries = [
  { id: 'q0', text: 'one' },
  { id: 'q1', text: 'two' },
];
const inputs = ['Title text', 'only text', 'Title text', '', 'only  text'];

describe('createVectorTeacher', () => {
  let ground: TestGround;
  let asked: string[][];
  beforeEach(async () => {
    ground = await testGround({ documents, queries, positives: [[0, 1]] });
    asked = [];
  });
  afterEach(() => ground.remove());

  const teacher = (changes: Partial<VectorTeacherParts> = {}, encoder: Partial<Encoder> = {}) =>
    createVectorTeacher({
      request: ground.request(''),
      kind: 'endpoint',
      encoder: () => Promise.resolve(hashEncoder((texts) => void asked.push([...texts]), encoder)),
      fingerprint: 'f',
      similarity: 'dot',
      notes: [],
      ...changes,
    });
  const files = (side: 'documents' | 'queries' = 'documents') =>
    embeddingFiles(ground.workspace, 'f', 'h', side);

  it('stores a row for every text, prompts in front, and encodes equal texts once', async () => {
    const made = teacher({ prompts: { query: 'q: ', document: 'd: ' } });
    expect(await made.encoding()).toEqual({
      documents: { done: 0, total: 5 },
      queries: { done: 0, total: 2 },
    });
    expect(await made.embed(quietTask())).toEqual({ encoded: 6, device: 'a hash' });
    expect([...(await readNpy(files().whole, '<f4')).data]).toEqual(
      inputs.flatMap((text) => hashVector(`d: ${text}`)),
    );
    expect([...(await readNpy(files('queries').whole, '<f4')).data]).toEqual(
      queries.flatMap(({ text }) => hashVector(`q: ${text}`)),
    );
    expect(await made.encoding()).toEqual({
      documents: { done: 5, total: 5 },
      queries: { done: 2, total: 2 },
    });
    expect((await made.embed(quietTask())).encoded).toBe(0);
    expect(asked.flat()).toHaveLength(6);
  });

  it('stores unit vectors for the cosine, and leaves a zero vector zero', async () => {
    const zeroFirst: Partial<Encoder> = {
      encode: async (texts) => ({
        rows: Float32Array.from(texts.flatMap((text) => (text === '' ? [0, 0] : [3, 4]))),
        dimensions: 2,
      }),
    };
    await teacher({ similarity: 'cosine' }, zeroFirst).embed(quietTask());
    const { data } = await readNpy(files().whole, '<f4');
    const unit = [Math.fround(0.6), Math.fround(0.8)];
    expect([...data]).toEqual([unit, unit, unit, [0, 0], unit].flat());
  });

  it('names the text whose vector is not a number, and stores nothing of its batch', async () => {
    const poisoned: Partial<Encoder> = {
      encode: async (texts) => ({
        rows: Float32Array.from(texts, (text) => (text === 'two' ? NaN : 1)),
        dimensions: 1,
      }),
    };
    await expect(teacher({}, poisoned).embed(quietTask())).rejects.toThrow(/NaN for query q1/);
    expect(await teacher().encoding()).toEqual({
      documents: { done: 5, total: 5 },
      queries: { done: 0, total: 2 },
    });
  });

  it('refuses a model that changes its width, or gives fewer vectors than texts', async () => {
    let width = 2;
    const growing: Partial<Encoder> = {
      batchCost: 1,
      encode: async (texts) => ({ rows: new Float32Array(texts.length * ++width), dimensions: width }),
    };
    await expect(teacher({}, growing).embed(quietTask())).rejects.toThrow(
      /gave 4 numbers for document \w and 3/,
    );
    const lazy: Partial<Encoder> = { encode: async () => ({ rows: new Float32Array(3), dimensions: 3 }) };
    await expect(teacher({ fingerprint: 'g' }, lazy).embed(quietTask())).rejects.toThrow(
      /3 numbers where 12 belong/,
    );
  });

  it('stops between batches when cancelled, and goes on from there', async () => {
    const controller = new AbortController();
    const slow: Partial<Encoder> = { batchCost: 1 };
    const stopping = teacher({
      encoder: () =>
        Promise.resolve(
          hashEncoder((texts) => {
            asked.push([...texts]);
            if (asked.length === 2) controller.abort();
          }, slow),
        ),
    });
    await expect(stopping.embed(quietTask(controller.signal))).rejects.toMatchObject({ code: 'cancelled' });
    expect((await stopping.encoding())?.documents.done).toBe(2);
    expect((await teacher({}, slow).embed(quietTask())).encoded).toBe(4);
    expect(asked.flat().toSorted()).toEqual([...new Set(asked.flat())].toSorted());
  });

  it('cuts a torn end of the journal, and encodes rows again that are not on disk as listed', async () => {
    const controller = new AbortController();
    const half: Partial<Encoder> = { batchCost: 1 };
    const stop = hashEncoder(
      (texts) => (asked.push([...texts]) === 3 ? controller.abort() : undefined),
      half,
    );
    await teacher({ encoder: () => Promise.resolve(stop) })
      .embed(quietTask(controller.signal))
      .catch(() => {});
    await appendFile(files().journal, Buffer.from([1, 2, 3, 4, 5]));
    // The first listed row is the longest text's, row 0 or another: its bytes are lost, as after a power failure.
    const journal = await readFile(files().journal);
    const lost = journal.readUInt32LE(0);
    const bytes = await readFile(files().partial);
    const size = (await stat(files().partial)).size - 5 * 16;
    bytes.fill(0, size + lost * 16, size + lost * 16 + 16);
    await writeFile(files().partial, bytes);
    expect((await teacher({}, half).embed(quietTask())).encoded).toBe(4);
    expect([...(await readNpy(files().whole, '<f4')).data]).toEqual(
      inputs.flatMap((text) => hashVector(text)),
    );
  });

  it('starts anew when what was left is unusable', async () => {
    const controller = new AbortController();
    const stop = hashEncoder(() => controller.abort(), { batchCost: 1 });
    await teacher({ encoder: () => Promise.resolve(stop) })
      .embed(quietTask(controller.signal))
      .catch(() => {});
    await truncate(files().partial, 100);
    expect((await teacher().embed(quietTask())).encoded).toBe(6);
    expect([...(await readNpy(files().whole, '<f4')).data]).toEqual(
      inputs.flatMap((text) => hashVector(text)),
    );
  });

  it('encodes once when two tasks ask at the same time, several batches in flight', async () => {
    const wide: Partial<Encoder> = { batchCost: 1, concurrency: 4 };
    const made = teacher({}, wide);
    const both = await Promise.all([made.embed(quietTask()), made.embed(quietTask())]);
    expect(both.map(({ encoded }) => encoded)).toEqual([6, 0]);
    expect([...(await readNpy(files().whole, '<f4')).data]).toEqual(
      inputs.flatMap((text) => hashVector(text)),
    );
  });

  it('reports texts done of all, and where it runs', async () => {
    const said: Progress[] = [];
    await teacher().embed({ ...quietTask(), progress: (progress) => said.push(progress) });
    expect(said[0]).toEqual({ stage: 'read documents', done: 0, total: 5, unit: 'texts' });
    expect(said.at(-1)).toEqual({
      stage: 'encode queries',
      done: 2,
      total: 2,
      unit: 'texts',
      detail: 'a hash',
    });
  });

  it('retrieves by its vectors after encoding what is missing', async () => {
    const made = teacher();
    const retriever = await made.retriever(quietTask());
    const pool = await retriever.retrieve(
      {
        dataSet: await ground.workspace.dataSet(),
        queries: Int32Array.of(0, 1),
        poolSize: 2,
        excluded: () => Int32Array.of(),
        positives: { offsets: Int32Array.of(0, 1, 1), documents: Int32Array.of(1) },
      },
      quietTask(),
    );
    const dot = (a: string, b: string): number =>
      hashVector(a).reduce((sum, value, i) => sum + value * (hashVector(b)[i] ?? 0), 0);
    expect(pool.positives.scores[0]).toBeCloseTo(dot('one', 'only text'), 5);
    expect([...pool.counts]).toEqual([2, 2]);
    await made.close();
  });
});
