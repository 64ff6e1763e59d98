import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Pool } from '../../shared/mining/pool.ts';
import { writePoolArrays } from '../../electron/engine/pools/pool-arrays.ts';
import { poolFormat, poolKey } from '../../electron/engine/pools/pool-key.ts';
import { writePoolNote } from '../../electron/engine/pools/pool-note.ts';
import { storeTeacherRow } from '../../electron/engine/teachers/teacher-rows.ts';
import { teacherFingerprint } from '../../electron/engine/teachers/teacher-fingerprint.ts';
import { createWorkspace } from '../../electron/engine/workspace/create-workspace.ts';
import { writeMeta } from '../../electron/engine/workspace/meta.ts';
import { generatedPool } from './generated-pool.ts';

export type GeneratedSize = {
  readonly queries: number;
  /** Candidates of each query; as many documents at least. */
  readonly poolSize: number;
};

/**
 * Writes a workspace with texts, labels and a teacher's finished pool, without encoding anything: a second for each ten million
 * candidates. One that is there already is kept.
 */
export async function writeGeneratedWorkspace(
  path: string,
  { queries, poolSize }: GeneratedSize,
): Promise<void> {
  if (existsSync(`${path}/workspace.json`)) return;
  await rm(path, { recursive: true, force: true });
  // A small pool is all documents there are: the window asks for 100, and is given what there is.
  const documents = poolSize < 100 ? poolSize : Math.max(poolSize, queries);
  const workspace = await createWorkspace(path, { appVersion: 'bench' });
  try {
    const { database } = workspace;
    await database.run(
      `INSERT INTO documents
       SELECT i, 'd' || i, 'Document ' || i, 'The ' || i || 'th document speaks of ' || (i * 7919 % 10007) || ' things and of ' || (i * 104729 % 9973) || ' others, at some length, so that it is read.', i, true, i
       FROM range(${documents}) AS t(i)`,
    );
    await database.run(
      `INSERT INTO queries
       SELECT i, 'q' || i, [], 'Which document speaks of ' || (i * 7919 % 10007) || ' things, number ' || i || '?', -1, i
       FROM range(${queries}) AS t(i)`,
    );
    await database.run(
      `INSERT INTO qrels SELECT i, i % ${documents}, 1.0, 'train' FROM range(${queries}) AS t(i)`,
    );
    const dataHash = `generated-${queries}-${poolSize}`;
    await writeMeta(database, 'data_hash', dataHash);
    const fingerprint = teacherFingerprint(['random', 1, 1]);
    // Of a kind that needs no model; with dimensions, so that there is a loss to show.
    const teacher = { name: 'random', fingerprint };
    await storeTeacherRow(workspace, {
      summary: { ...teacher, spec: 'random:1', kind: 'random', dimensions: 384, notes: [] },
      options: {},
    });
    const pool: Pool = withDocuments(generatedPool(queries, poolSize), documents);
    const key = poolKey({ fingerprint, dataHash, split: 'train', poolSize });
    await writePoolArrays(workspace, key, pool);
    await writePoolNote(workspace, {
      format: poolFormat,
      key,
      teacher,
      dataHash,
      split: 'train',
      poolSize,
      nested: true,
      columnsOf: null,
      excluded: {},
      seconds: { embed: 0, search: 0 },
    });
  } finally {
    await workspace.close();
  }
}

/** Any documents, as long as no query has the same one twice. */
function withDocuments(pool: Pool, documents: number): Pool {
  const { poolSize, queries, positives } = pool;
  const own = new Int32Array(queries.length * poolSize);
  for (let cell = 0; cell < own.length; cell++) {
    const row = Math.floor(cell / poolSize);
    own[cell] = (row * 7 + (cell % poolSize) + 1) % documents;
  }
  return {
    ...pool,
    documents: own,
    positives: { ...positives, documents: positives.documents.map((document) => document % documents) },
  };
}
