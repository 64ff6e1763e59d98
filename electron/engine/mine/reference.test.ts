import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { calls } from '../../../shared/ipc/contract.ts';
import { decidePool } from '../../../shared/mining/decide-pool.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { sharedFile, skippedWithout } from '../../testing/shared-material.ts';
import type { Engine } from '../engine.ts';
import { createDatasetHandlers } from '../handlers/dataset-handlers.ts';
import { createTeacherHandlers } from '../handlers/teacher-handlers.ts';
import { firstColumns } from '../pools/first-columns.ts';
import { closeTeachers } from '../teachers/registry.ts';
import { mineRun } from './mine-run.ts';
import { openRun } from './open-run.ts';
import { bruteForcePool, readReferenceData, type ReferenceData } from './testing/reference-pool.ts';
import { compareWithReference, referenceSettings } from './testing/reference-results.ts';
import { engineIn, quietTask } from './testing/small-workspace.ts';

const Id = z.object({ id: z.string() });
const present = sharedFile('reference', 'mining') !== null;
const note = present ? '' : ` (${skippedWithout('reference', 'mining')})`;
const names = Object.keys(referenceSettings);
const settingsOf = (name: string): MiningSettings => MiningSettings.parse(referenceSettings[name]);

describe.each([
  { data: 'scifact', split: 'train' },
  { data: 'xquad-en', split: 'test' },
])('the results of mine_hard_negatives on $data', ({ data, split }) => {
  const folder = (...parts: readonly string[]): string => sharedFile(...parts, data) ?? '';
  const results = folder('reference', 'mining');

  it.skipIf(!present)(`are seven known settings${note}`, async () => {
    const files = await readdir(results);
    expect(files.toSorted()).toEqual(names.map((name) => `${name}.jsonl`).toSorted());
  });

  describe('with a search of the test', () => {
    let pool: Pool;
    let reference: ReferenceData;
    const rowOf = new Map<string, number>();

    beforeAll(() => {
      if (!present) return;
      reference = readReferenceData(folder('data'), folder('reference', 'embeddings'), split);
      pool = bruteForcePool(reference, 110);
      for (const [row, query] of pool.queries.entries()) rowOf.set(reference.queryIds[query] ?? '', row);
    }, 60_000);

    it.skipIf(!present).each(names)(`are reproduced exactly: %s${note}`, (name) => {
      const settings = settingsOf(name);
      const decided = decidePool({ pool: firstColumns(pool, settings.poolSize) }, settings);
      const file = join(results, `${name}.jsonl`);
      const compared = compareWithReference(file, decided, rowOf, reference.documentIds);
      expect(compared.actual).toEqual(compared.expected);
      expect(compared.largestDifference).toBeLessThanOrEqual(1e-5);
    });
  });

  describe('with import, search and storage', () => {
    let temporary: string;
    let workspace: string;
    let engine: Engine;

    beforeAll(async () => {
      if (!present) return;
      temporary = await mkdtemp(join(tmpdir(), 'negscope-reference-'));
      workspace = join(temporary, 'a.negscope');
      engine = engineIn(temporary);
      const request = calls['dataset.import'].input.parse({ paths: [folder('data')], workspace });
      await createDatasetHandlers(engine)['dataset.import'](request, quietTask);
      const [documents, queries] = ['corpus.npy', 'queries.npy'].map((file) =>
        join(folder('reference', 'embeddings'), file),
      );
      const teacher = { name: 't', spec: `npy:${documents},${queries}`, options: {}, replace: false };
      await createTeacherHandlers(engine)['teacher.add']({ workspace, ...teacher }, quietTask);
    }, 60_000);
    afterAll(async () => {
      if (!present) return;
      await closeTeachers(await engine.workspaces.open(workspace));
      await engine.workspaces.closeAll();
      await rm(temporary, { recursive: true, force: true });
    });

    it.skipIf(!present).each(names)(
      `are reproduced exactly: %s${note}`,
      async (name) => {
        const input = { workspace, teacher: 't', run: name, split, replace: false };
        await mineRun(engine, { ...input, settings: settingsOf(name) }, quietTask);
        const opened = await engine.workspaces.open(workspace);
        const run = await openRun(opened, name);
        const documents = await opened.database.all(Id, 'SELECT id FROM documents ORDER BY document');
        const queries = await opened.database.all(
          z.object({ query: z.int(), id: z.string() }),
          'SELECT query, id FROM queries UNION ALL SELECT query, unnest(query_ids) FROM queries',
        );
        const row = new Map(Array.from(run.decided.pool.queries, (query, i) => [query, i]));
        const rowOf = new Map(queries.map(({ query, id }) => [id, row.get(query) ?? -1]));
        const documentIds = documents.map(({ id }) => id);
        const compared = compareWithReference(
          join(results, `${name}.jsonl`),
          run.decided,
          rowOf,
          documentIds,
        );
        expect(compared.actual).toEqual(compared.expected);
        expect(compared.largestDifference).toBeLessThanOrEqual(1e-5);
      },
      30_000,
    );
  });
});
