import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleForNode } from '../../testing/spawn-module.ts';
import { tinyGraph } from '../teachers/onnx/testing/tiny-model.ts';
import { batchFeeds } from '../teachers/onnx/batch-feeds.ts';
import { paddedBatch } from '../teachers/onnx/padded-batch.ts';
import { openOnCpu } from './open-on-cpu.ts';
import { openSession } from './open-session.ts';

let folder = '';
let model = '';
let workerFile = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-session-'));
  model = join(folder, 'model.onnx');
  await writeFile(model, tinyGraph({ inputs: ['input_ids'], outputs: { last_hidden_state: 'tokens' } }));
  workerFile = await bundleForNode(new URL('./session-worker.ts', import.meta.url));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const batch = (ids: readonly number[]) =>
  paddedBatch({ padId: 0, paddingSide: 'right' }, [Int32Array.from(ids)]);

test('a model on a thread of its own gives the same numbers as on this one, run after run', async () => {
  const [here, there] = [
    await openSession(model, 'cpu', 1, null),
    await openSession(model, 'cpu', 1, workerFile),
  ];
  expect(there.inputMetadata).toEqual(here.inputMetadata);
  expect(there.outputNames).toEqual(here.outputNames);
  const texts = [batch([1, 2, 3]), batch([4]), batch([2, 2, 1, 5])];
  const answers = await Promise.all(
    texts.map(async (text) => there.run(await batchFeeds(there, text), ['last_hidden_state'])),
  );
  for (const [i, text] of texts.entries()) {
    const expected = await here.run(await batchFeeds(here, text), ['last_hidden_state']);
    expect(answers[i]?.['last_hidden_state']?.data).toEqual(expected['last_hidden_state']?.data);
    expect(answers[i]?.['last_hidden_state']?.dims).toEqual(expected['last_hidden_state']?.dims);
  }
  // A run that fails is an error of that run only.
  await expect(there.run({}, ['last_hidden_state'])).rejects.toThrow(/input_ids|input/i);
  expect(await there.run(await batchFeeds(there, batch([1])), ['last_hidden_state'])).toHaveProperty(
    'last_hidden_state',
  );
  await Promise.all([here.release(), there.release()]);
  await expect(there.run({}, [])).rejects.toMatchObject({ code: 'failed' });
}, 60_000);

test('copies of a model on threads of their own give each run its own answer', async () => {
  const { session, atOnce, reason } = await openOnCpu({ graph: model, externalData: [] }, 3, workerFile);
  expect(atOnce).toBe(3);
  expect(reason).toBe('each thread computes batches of its own');
  const texts = Array.from({ length: 9 }, (_, i) => batch([i % 5, i % 3]));
  const answers = await Promise.all(
    texts.map(async (text) => session.run(await batchFeeds(session, text), ['last_hidden_state'])),
  );
  const here = await openSession(model, 'cpu', 1, null);
  for (const [i, text] of texts.entries()) {
    const expected = await here.run(await batchFeeds(here, text), ['last_hidden_state']);
    expect(answers[i]?.['last_hidden_state']?.data).toEqual(expected['last_hidden_state']?.data);
  }
  await Promise.all([here.release(), session.release()]);
  await expect(session.run({}, [])).rejects.toMatchObject({ code: 'failed' });
}, 60_000);

test('a file that is no model is refused with the runtime’s reason, and leaves no thread behind', async () => {
  const broken = join(folder, 'broken.onnx');
  await writeFile(broken, 'no model');
  const refusals = [null, workerFile].map((file) =>
    openSession(broken, 'cpu', 1, file).then(
      () => 'opened',
      (error: unknown) => String(error),
    ),
  );
  const [here, there] = await Promise.all(refusals);
  expect(there).toContain('cannot be loaded (cpu)');
  expect(there).toBe(here);
}, 60_000);
