import type { TeacherOptions } from '../../../shared/domain/teacher.ts';
import type { JobsStore, Leaves } from './jobs.ts';
import { latestValue } from './request.ts';
import type { TeacherState } from './view.ts';
import type { WorkspaceStore } from './workspace.ts';

export type NewTeacher = {
  readonly name: string;
  readonly spec: string;
  readonly options: TeacherOptions;
  readonly replace: boolean;
};

/** What can be done with the teachers of the open workspace. All of it is work with an end, so all of it are jobs. */
export type TeacherActions = {
  /** Adds a teacher and encodes with it. */
  readonly add: (teacher: NewTeacher) => void;
  readonly encode: (name: string) => void;
  readonly remove: (name: string) => void;
};

export function createTeacherActions(jobs: JobsStore, workspace: WorkspaceStore): TeacherActions {
  const path = (): string => workspace.getState().path ?? '';
  const refresh = (): Promise<void> => workspace.getState().refresh();
  return {
    add(teacher) {
      const open = path();
      jobs.getState().start({
        title: `Adding ${teacher.name}`,
        about: 'teacher-add',
        leaves: 'part',
        async work(call) {
          await call('teacher.add', { workspace: open, ...teacher });
          await refresh();
          encode(teacher.name);
        },
      });
    },
    encode,
    remove(name) {
      const open = path();
      jobs.getState().start({
        title: `Removing ${name}`,
        about: `teacher:${name}`,
        leaves: 'nothing',
        async work(call) {
          await call('teacher.remove', { workspace: open, name });
          await refresh();
        },
      });
    },
  };

  function encode(name: string): void {
    const open = path();
    jobs.getState().start({
      title: `Encoding with ${name}`,
      about: `teacher:${name}`,
      leaves: encodingLeaves(
        latestValue(workspace.getState().summary)?.teachers.find((one) => one.name === name),
      ),
      async work(call) {
        try {
          await call('teacher.embed', { workspace: open, teacher: name });
        } finally {
          await refresh();
        }
      },
    });
  }
}

/** Vectors, and a cross-encoder's scores, are kept as they are made; an index of words is whole or not there. */
function encodingLeaves(teacher: TeacherState | undefined): Leaves {
  return teacher === undefined || teacher.encoding !== null || teacher.kind === 'cross-encoder'
    ? 'part'
    : 'nothing';
}
