import { TeacherKind } from '../../../shared/domain/teacher.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import type { WorkspaceSummary } from '../../../shared/ipc/data-calls.ts';
import type { teacherCalls } from '../../../shared/ipc/teacher-calls.ts';
import { pause } from './view-handlers.ts';
import type { World } from './world.ts';

type TeacherCalls = Exclude<keyof typeof teacherCalls, 'engine.doctor'>;
type Teacher = WorkspaceSummary['teachers'][number];

/** Teachers in memory, none at first: encoding counts up, measures are invented. */
export function memoryTeachers(world: World, delayMs: number) {
  const teachers = new Map<string, Teacher>();

  function addTeacher(name: string, spec: string, isEncoded: boolean): Teacher {
    const kind = TeacherKind.parse(spec.split(':')[0]);
    const hasVectors = !['bm25', 'random', 'run', 'cross-encoder'].includes(kind);
    const teacher: Teacher = {
      name,
      spec,
      kind,
      fingerprint: '9f2c41d0a7',
      ...(hasVectors ? { dimensions: 384, similarity: 'cosine' as const } : {}),
      notes: hasVectors
        ? [
            'Pooling: mean (1_Pooling/config.json).',
            'Reads 256 tokens (sentence_bert_config.json; tokenizer.json says 128).',
            'Device: CPU, 2 threads. WebGPU found no adapter.',
          ]
        : ['Stemming: English (detected).'],
      encoding: hasVectors ? encodingOf(isEncoded ? 1 : 0) : null,
    };
    teachers.set(name, teacher);
    return teacher;
  }

  function encodingOf(share: number): Teacher['encoding'] {
    const part = (total: number) => ({ done: Math.round(total * share), total });
    return { documents: part(world.documents.length), queries: part(world.queries.length) };
  }

  const handlers: Handlers<TeacherCalls, AbortSignal> = {
    async 'teacher.add'({ name, spec, replace }) {
      if (teachers.has(name) && !replace)
        throw new AppError('already-exists', `a teacher called ${name} is there already`);
      return addTeacher(name, spec, false);
    },
    'teacher.remove': async ({ name }) => void teachers.delete(name),
    async 'teacher.embed'({ teacher }, { progress, signal }) {
      const own = teachers.get(teacher);
      if (!own) throw new AppError('not-found', `no teacher ${teacher}`);
      const total = world.documents.length;
      for (let step = 0; step <= 20 && own.encoding; step += 1) {
        if (signal.aborted) throw new AppError('cancelled', 'cancelled');
        teachers.set(teacher, { ...own, encoding: encodingOf(step / 20) });
        progress({
          stage: 'encode',
          done: Math.round((total * step) / 20),
          total,
          unit: 'documents',
          detail: 'CPU, 2 threads',
        });
        await pause(delayMs * 3);
      }
      const state = own.encoding === null ? null : encodingOf(1);
      return { teacher, fingerprint: own.fingerprint, encoded: total, state, device: 'CPU', seconds: 12.4 };
    },
    'teacher.evaluate': async () => ({
      queries: world.queries.length,
      ndcg: { '10': 0.645 },
      recall: { '100': 0.925 },
      mrr: { '10': 0.6, all: 0.61 },
    }),
    'evaluation.files': async () => ({ queries: 0, ndcg: {}, recall: {}, mrr: {} }),
  };
  return { teachers, add: addTeacher, handlers };
}
