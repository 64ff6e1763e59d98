import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import type { Engine } from '../engine.ts';
import { engineIn, smallWorkspace } from '../mine/testing/small-workspace.ts';
import type { Database } from '../workspace/database.ts';
import { raiseInclusion, type SamplePhase } from './inclusion.ts';

const Row = z.object({
  row: z.coerce.number(),
  query: z.int(),
  document: z.int(),
  probability: z.number(),
});

let folder: string;
let engine: Engine;
let database: Database;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-inclusion-'));
  engine = engineIn(folder);
  const path = join(folder, 'a.negscope');
  await smallWorkspace(engine, path);
  ({ database } = await engine.workspaces.open(path));
});
afterEach(async () => {
  await engine.workspaces.closeAll();
  await rm(folder, { recursive: true, force: true });
});

const raise = (phase: SamplePhase, pairs: readonly (readonly [number, number, number])[]): Promise<void> =>
  database.transaction(() =>
    raiseInclusion(database, phase, {
      query: Int32Array.from(pairs, ([query]) => query),
      document: Int32Array.from(pairs, ([, document]) => document),
      probability: Float64Array.from(pairs, ([, , probability]) => probability),
    }),
  );
const stored = (phase: SamplePhase) =>
  database.all(
    Row,
    `SELECT rowid::INTEGER AS row, query, document, probability FROM inclusion WHERE phase = ? AND judge = ? ORDER BY query, document`,
    [phase.kind, phase.kind === 'judge' ? phase.judge : ''],
  );
const values = async (phase: SamplePhase) =>
  (await stored(phase)).map(({ query, document, probability }) => [query, document, probability]);

const judge: SamplePhase = { kind: 'judge', judge: 'one' };
const other: SamplePhase = { kind: 'judge', judge: 'two' };
const people: SamplePhase = { kind: 'human' };

it('only raises, adds what is new, and leaves others’ probabilities alone', async () => {
  await raise(other, [[0, 1, 0.1]]);
  await raise(people, [[0, 1, 0.9]]);
  await raise(judge, [
    [0, 1, 0.5],
    [0, 2, 0.25],
    [1, 2, 1],
    [1, 3, 0],
  ]);
  await raise(judge, [
    [0, 1, 0.75],
    [0, 2, 0.125],
    [1, 2, 1],
    [1, 3, 0.5],
    [2, 2, 0.5],
  ]);
  expect(await values(judge)).toEqual([
    [0, 1, 0.75],
    [0, 2, 0.25],
    [1, 2, 1],
    [1, 3, 0.5],
    [2, 2, 0.5],
  ]);
  expect(await values(other)).toEqual([[0, 1, 0.1]]);
  expect(await values(people)).toEqual([[0, 1, 0.9]]);
});

it('does not write again what does not rise', async () => {
  const census = [
    [0, 1, 1],
    [0, 2, 1],
    [1, 2, 0.5],
  ] as const;
  await raise(judge, census);
  const before = await stored(judge);
  await raise(judge, census);
  expect(await stored(judge)).toEqual(before);
  await raise(judge, [[1, 2, 0.75]]);
  const [first, second, third] = await stored(judge);
  expect([first, second]).toEqual(before.slice(0, 2));
  expect(third?.probability).toBe(0.75);
  expect(third?.row).not.toBe(before[2]?.row);
});
