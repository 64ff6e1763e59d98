import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { Engine } from '../engine.ts';
import { queryContext } from '../look/query-context.ts';
import { teacherPairs } from '../look/teacher-pairs.ts';
import { teacherScores } from '../look/teacher-scores.ts';
import { openTeacher } from '../teachers/registry.ts';

type DetailCalls = 'query.context' | 'teacher.scores' | 'teacher.pairs';

/** What screens show beside the numbers of a setting. */
export function createDetailHandlers(engine: Engine): Handlers<DetailCalls, AbortSignal> {
  return {
    'query.context': (asked, task) => queryContext(engine, asked, task),

    async 'teacher.scores'({ workspace: path, teacher, ...asked }, task) {
      const workspace = await engine.workspaces.open(path);
      return teacherScores(workspace, await openTeacher(engine, workspace, teacher), asked, task);
    },

    async 'teacher.pairs'({ workspace: path, first, second, ...asked }, task) {
      const workspace = await engine.workspaces.open(path);
      const teachers = [
        await openTeacher(engine, workspace, first),
        await openTeacher(engine, workspace, second),
      ] as const;
      return teacherPairs(workspace, teachers, asked, task);
    },
  };
}
