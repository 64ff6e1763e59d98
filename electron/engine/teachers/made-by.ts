import { z } from 'zod';
import { TeacherOptions } from '../../../shared/domain/teacher.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { parseCrossEncoderTarget, parseSpec } from './parse-spec.ts';
import { findTeacherRow, isAddedAfter } from './teacher-rows.ts';

/** What adds a run's teacher again, and before it the one that it builds on: a run remembers it as it was when it was mined. */
export const MadeBy = z.object({
  name: z.string(),
  fingerprint: z.string(),
  /** Null when the teacher was removed or replaced before anybody wrote this down; `options` too. */
  spec: z.string().nullable(),
  options: TeacherOptions.nullable(),
  /** The teacher whose pool a cross-encoder rescores; null where that was replaced since. */
  get from() {
    return MadeBy.nullable().optional();
  },
});
export type MadeBy = z.infer<typeof MadeBy>;

/** The teacher of this name as the workspace knows it now, where it still is the one of this fingerprint. */
export async function readMadeBy(
  workspace: Workspace,
  teacher: Pick<MadeBy, 'name' | 'fingerprint'>,
): Promise<MadeBy> {
  const row = await findTeacherRow(workspace, teacher.name);
  if (row === null || row.summary.fingerprint !== teacher.fingerprint) {
    return { ...teacher, spec: null, options: null };
  }
  const { spec } = row.summary;
  const { kind, target } = parseSpec(spec);
  return {
    ...teacher,
    spec,
    options: row.options,
    ...(kind === 'cross-encoder'
      ? { from: await baseOf(workspace, teacher.name, parseCrossEncoderTarget(target).from) }
      : {}),
  };
}

/** The fingerprint of what rescores stands for both, so a base that was added after it is another one. */
async function baseOf(workspace: Workspace, name: string, base: string): Promise<MadeBy | null> {
  const row = await findTeacherRow(workspace, base);
  if (row === null || (await isAddedAfter(workspace, base, name))) return null;
  return readMadeBy(workspace, { name: base, fingerprint: row.summary.fingerprint });
}
