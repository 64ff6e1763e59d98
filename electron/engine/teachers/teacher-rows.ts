import { z } from 'zod';
import {
  Similarity,
  TeacherKind,
  TeacherOptions,
  type TeacherSummary,
} from '../../../shared/domain/teacher.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A teacher as the workspace remembers it. */
export type TeacherRow = { readonly summary: TeacherSummary; readonly options: TeacherOptions };

const json = z.string().transform((text): unknown => JSON.parse(text));

const Row = z
  .object({
    name: z.string(),
    spec: z.string(),
    options: json.pipe(TeacherOptions),
    kind: TeacherKind,
    fingerprint: z.string(),
    dimensions: z.int().positive().nullable(),
    similarity: Similarity.nullable(),
    notes: json.pipe(z.array(z.string())),
  })
  .transform(({ options, dimensions, similarity, ...rest }): TeacherRow => ({
    summary: {
      ...rest,
      ...(dimensions === null ? {} : { dimensions }),
      ...(similarity === null ? {} : { similarity }),
    },
    options,
  }));

const columns = `name, spec, options, kind, fingerprint, dimensions, similarity, to_json(notes)::VARCHAR AS notes`;

/** The teacher of this name, or null. */
export async function findTeacherRow(workspace: Workspace, name: string): Promise<TeacherRow | null> {
  const rows = await workspace.database.all(Row, `SELECT ${columns} FROM teachers WHERE name = ?`, [name]);
  return rows[0] ?? null;
}

/** Every teacher, in the order in which they were added. */
export function allTeacherRows(workspace: Workspace): Promise<readonly TeacherRow[]> {
  return workspace.database.all(Row, `SELECT ${columns} FROM teachers ORDER BY created, name`);
}

/** Whether another teacher came under the name `one` after `other` was added. */
export async function isAddedAfter(workspace: Workspace, one: string, other: string): Promise<boolean> {
  const rows = await workspace.database.all(
    z.object({ name: z.string() }),
    `SELECT name FROM teachers WHERE name = ? AND created > (SELECT created FROM teachers WHERE name = ?)`,
    [one, other],
  );
  return rows.length > 0;
}

/** Remembers a teacher, in place of one with the same name; the same teacher, added again, keeps its time. */
export async function storeTeacherRow(workspace: Workspace, { summary, options }: TeacherRow): Promise<void> {
  await workspace.database.run(
    `INSERT OR REPLACE INTO teachers (name, spec, options, kind, fingerprint, dimensions, similarity, notes, created)
     VALUES (?, ?, ?, ?, ?, CAST(? AS INTEGER), CAST(? AS VARCHAR), from_json(?, '["VARCHAR"]'),
       coalesce((SELECT created FROM teachers WHERE name = ? AND fingerprint = ?), now()::TIMESTAMP))`,
    [
      summary.name,
      summary.spec,
      JSON.stringify(options),
      summary.kind,
      summary.fingerprint,
      summary.dimensions ?? null,
      summary.similarity ?? null,
      JSON.stringify(summary.notes),
      summary.name,
      summary.fingerprint,
    ],
  );
}

/** Forgets a teacher; what it left on disk stays, named by its fingerprint. */
export async function removeTeacherRow(workspace: Workspace, name: string): Promise<void> {
  await workspace.database.run('DELETE FROM teachers WHERE name = ?', [name]);
}
