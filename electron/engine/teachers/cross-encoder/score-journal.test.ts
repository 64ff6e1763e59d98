import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openScoreJournal, type PairScore } from './score-journal.ts';

let folder = '';
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'negscope-scores-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const scored = (query: number, count: number): readonly PairScore[] =>
  Array.from({ length: count }, (_, document) => ({ query, document, score: query + document / 1024 }));

test('batches that end together are all kept, in whole entries; a torn end is cut off', async () => {
  const path = join(folder, 'a.scores');
  const journal = await openScoreJournal(path, false);
  const batches = Array.from({ length: 12 }, (_, query) => scored(query, 50 + query));
  await Promise.all(batches.map((batch) => journal.add(batch)));
  await journal.close();
  await writeFile(path, Buffer.concat([await readFile(path), Buffer.from('torn')]));
  const again = await openScoreJournal(path, false);
  for (const { query, document, score } of batches.flat()) expect(again.get(query, document)).toBe(score);
  await again.close();
  expect((await stat(path)).size).toBe(batches.flat().length * 16);
});

test('a journal that cannot be written says so for every batch, and keeps none of them', async () => {
  const journal = await openScoreJournal(join(folder, 'no such folder', 'a.scores'), false);
  const added = await Promise.allSettled([journal.add(scored(1, 2)), journal.add(scored(2, 2))]);
  expect(added.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(journal.get(1, 0)).toBeUndefined();
  await journal.close();
});
