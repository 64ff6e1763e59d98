import { z } from 'zod';
import type { TeacherSummary } from '../../../shared/domain/teacher.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';
import { evaluateFiles } from '../evaluate/evaluate-files.ts';
import { evaluateTeacher } from '../evaluate/evaluate-teacher.ts';
import { parseCrossEncoderTarget, parseSpec } from '../teachers/parse-spec.ts';
import { closeTeachers, openTeacher, tryTeacher } from '../teachers/registry.ts';
import {
  allTeacherRows,
  findTeacherRow,
  removeTeacherRow,
  storeTeacherRow,
} from '../teachers/teacher-rows.ts';
import type { Workspace } from '../workspace/workspace.ts';

type TeacherCalls =
  | 'teacher.add'
  | 'teacher.remove'
  | 'teacher.embed'
  | 'teacher.evaluate'
  | 'evaluation.files';

/** Teachers and how good they are. */
export function createTeacherHandlers(engine: Engine): Handlers<TeacherCalls, AbortSignal> {
  const { workspaces } = engine;
  return {
    async 'teacher.add'({ workspace: path, name, spec, options, replace }, task) {
      const workspace = await workspaces.open(path);
      refuseReadOnly(workspace);
      const known = replace ? null : await findTeacherRow(workspace, name);
      const another = new AppError(
        'already-exists',
        `${path} already has another teacher "${name}": choose another name or --replace`,
      );
      // Opening may take long; another kind is another teacher without it.
      if (known && parseSpec(known.summary.spec).kind !== parseSpec(spec).kind) throw another;
      if (!known) await closeTeachers(workspace, name);
      const teacher = await tryTeacher(engine, workspace, { name, spec, options }, task);
      const summary: TeacherSummary = { ...teacher.summary, name, spec };
      await teacher.close();
      if (known) {
        if (known.summary.fingerprint !== summary.fingerprint) throw another;
        await closeTeachers(workspace, name);
      }
      await storeTeacherRow(workspace, { summary, options });
      return summary;
    },

    async 'teacher.remove'({ workspace: path, name }) {
      const workspace = await workspaces.open(path);
      refuseReadOnly(workspace);
      if (!(await findTeacherRow(workspace, name))) {
        throw new AppError('not-found', `no teacher "${name}" in ${path}`);
      }
      const users = await usersOf(workspace, name);
      if (users.length > 0) {
        throw new AppError(
          'invalid-input',
          `teacher "${name}" is used by ${users.join(', ')}: remove that first`,
        );
      }
      await closeTeachers(workspace, name);
      await removeTeacherRow(workspace, name);
    },

    async 'teacher.embed'({ workspace: path, teacher: name }, task) {
      const start = performance.now();
      const teacher = await openTeacher(engine, await workspaces.open(path), name);
      const { encoded, device, deviceReason } = await teacher.embed(task);
      return {
        teacher: name,
        fingerprint: teacher.summary.fingerprint,
        encoded,
        state: await teacher.encoding(),
        device,
        ...(deviceReason === undefined ? {} : { device_reason: deviceReason }),
        seconds: (performance.now() - start) / 1000,
      };
    },

    async 'teacher.evaluate'({ workspace: path, teacher: name, split, at }, task) {
      const workspace = await workspaces.open(path);
      return evaluateTeacher(workspace, await openTeacher(engine, workspace, name), { split, at }, task);
    },

    'evaluation.files': (request, task) => evaluateFiles(request, task),
  };
}

function refuseReadOnly(workspace: Workspace): void {
  if (workspace.readOnly) {
    throw new AppError('read-only', `${workspace.path} cannot be written: copy it where you may write`);
  }
}

/** Runs that a teacher made and teachers that build on it; without it they could not be made again. */
async function usersOf(workspace: Workspace, name: string): Promise<readonly string[]> {
  const runs = await workspace.database.all(
    z.object({ name: z.string() }),
    'SELECT name FROM runs WHERE teacher = ? ORDER BY name',
    [name],
  );
  const teachers = (await allTeacherRows(workspace)).filter(({ summary }) => {
    const { kind, target } = parseSpec(summary.spec);
    return kind === 'cross-encoder' && parseCrossEncoderTarget(target).from === name;
  });
  return [
    ...runs.map((run) => `run "${run.name}"`),
    ...teachers.map(({ summary }) => `teacher "${summary.name}"`),
  ];
}
