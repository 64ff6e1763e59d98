import type { TeacherOptions } from '../../../shared/domain/teacher.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { openers } from './openers.ts';
import { parseSpec } from './parse-spec.ts';
import { refuseOptions } from './refuse-options.ts';
import { findTeacherRow } from './teacher-rows.ts';
import type { Teacher } from './teacher.ts';

type Opened = { readonly teacher: Promise<Teacher>; readonly buildsOn: Set<string> };

/** Opened teachers by workspace and name. A workspace that is let go takes its entry with it. */
const openedIn = new WeakMap<Workspace, Map<string, Opened>>();

/**
 * The teacher of this name, opened once and kept until `closeTeachers`. Throws `not-found`, and `invalid-input` where what
 * the SPEC names is no longer what was added: scores under one name must stay comparable.
 */
export function openTeacher(engine: Engine, workspace: Workspace, name: string): Promise<Teacher> {
  return openAs(engine, workspace, name, []);
}

/** Opens a teacher that the workspace does not know yet, as `name`; nothing is stored or kept. Throws what the opener throws, and `wrong-usage` for options that would not count. */
export async function tryTeacher(
  engine: Engine,
  workspace: Workspace,
  request: { readonly name: string; readonly spec: string; readonly options: TeacherOptions },
  task?: Task,
): Promise<Teacher> {
  refuseOptions(parseSpec(request.spec).kind, request.options);
  return open(engine, workspace, { ...request, ...(task ? { task } : {}) }, [request.name], new Set());
}

/** Closes the teacher of this name and those that build on it, or all of them. The next use opens them again. */
export async function closeTeachers(workspace: Workspace, name?: string): Promise<void> {
  const opened = openedIn.get(workspace) ?? new Map<string, Opened>();
  const closing = name === undefined ? [...opened.keys()] : [name];
  // Grows while it is walked: whatever builds on a closing teacher closes too.
  for (const own of closing) {
    for (const [other, { buildsOn }] of opened) {
      if (buildsOn.has(own) && !closing.includes(other)) closing.push(other);
    }
  }
  const entries = closing.flatMap((own) => opened.get(own) ?? []);
  for (const own of closing) opened.delete(own);
  for (const entry of entries) {
    const teacher = await entry.teacher.catch(() => null);
    await teacher?.close();
  }
}

/** `asking` are the names whose opening led here, outermost first. */
async function openAs(
  engine: Engine,
  workspace: Workspace,
  name: string,
  asking: readonly string[],
): Promise<Teacher> {
  if (asking.includes(name)) {
    throw new AppError(
      'invalid-input',
      `teachers build on each other in a circle: ${[...asking, name].join(' → ')}`,
    );
  }
  const opened = openedIn.get(workspace) ?? new Map<string, Opened>();
  openedIn.set(workspace, opened);
  const known = opened.get(name);
  if (known) return known.teacher;
  const buildsOn = new Set<string>();
  const teacher = openStored(engine, workspace, name, [...asking, name], buildsOn);
  const entry = { teacher, buildsOn };
  opened.set(name, entry);
  // One that could not be opened is tried again the next time.
  teacher.catch(() => opened.get(name) === entry && opened.delete(name));
  return teacher;
}

async function openStored(
  engine: Engine,
  workspace: Workspace,
  name: string,
  asking: readonly string[],
  buildsOn: Set<string>,
): Promise<Teacher> {
  const row = await findTeacherRow(workspace, name);
  if (!row) {
    throw new AppError('not-found', `no teacher "${name}" in ${workspace.path}: add it with "teacher add"`);
  }
  const { spec, fingerprint } = row.summary;
  const teacher = await open(engine, workspace, { spec, options: row.options }, asking, buildsOn);
  if (teacher.summary.fingerprint === fingerprint) return teacher;
  await teacher.close();
  throw new AppError(
    'invalid-input',
    `teacher "${name}": what ${spec} names has changed since it was added; add it again with --replace`,
  );
}

async function open(
  engine: Engine,
  workspace: Workspace,
  { spec, options, task }: { readonly spec: string; readonly options: TeacherOptions; readonly task?: Task },
  asking: readonly string[],
  buildsOn: Set<string>,
): Promise<Teacher> {
  const { kind, target } = parseSpec(spec);
  const openKind = await openers[kind]();
  return openKind({
    workspace,
    surroundings: engine.surroundings,
    target,
    options,
    ...(task ? { task } : {}),
    openOther: (other) => {
      buildsOn.add(other);
      return openAs(engine, workspace, other, asking);
    },
  });
}
