import type { TeacherOptions } from '../../../shared/domain/teacher.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import { parseCrossEncoderTarget, parseSpec } from '../teachers/parse-spec.ts';
import { findTeacherRow, isAddedAfter } from '../teachers/teacher-rows.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { publicSpec } from './public-spec.ts';

/** A teacher as a manifest names it. */
export type ManifestTeacher = {
  readonly name: string;
  readonly fingerprint: string;
  /** Null when the teacher was removed or replaced since; `options` too. */
  readonly spec: string | null;
  readonly options: TeacherOptions | null;
  /** The teacher whose pool a cross-encoder rescores; null where that was replaced since. */
  readonly from?: ManifestTeacher | null;
};

type Named = NonNullable<OpenedRun['teacher']>;

/** What adds a run's own teacher again, and before it the one that it builds on. */
export async function manifestTeacher(workspace: Workspace, teacher: Named): Promise<ManifestTeacher> {
  const row = await findTeacherRow(workspace, teacher.name);
  if (row === null || row.summary.fingerprint !== teacher.fingerprint) {
    return { ...teacher, spec: null, options: null };
  }
  const { spec } = row.summary;
  const { kind, target } = parseSpec(spec);
  return {
    ...teacher,
    spec: publicSpec(spec),
    options: row.options,
    ...(kind === 'cross-encoder'
      ? { from: await baseOf(workspace, teacher.name, parseCrossEncoderTarget(target).from) }
      : {}),
  };
}

/** The fingerprint of what rescores stands for both, so a base that was added after it is another one. */
async function baseOf(workspace: Workspace, name: string, base: string): Promise<ManifestTeacher | null> {
  const row = await findTeacherRow(workspace, base);
  if (row === null || (await isAddedAfter(workspace, base, name))) return null;
  return manifestTeacher(workspace, { name: base, fingerprint: row.summary.fingerprint });
}
