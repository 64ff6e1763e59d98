import type { TeacherKind } from '../../../shared/domain/teacher.ts';
import { AppError } from '../../../shared/errors.ts';
import type { OpenTeacher } from './teacher.ts';

/** Loaded when first used, so that a command that needs one kind does not wait for the libraries of the others. */
export const openers: Readonly<Record<TeacherKind, () => Promise<OpenTeacher>>> = {
  onnx: () => missing('onnx'),
  hub: () => missing('hub'),
  bundled: () => missing('bundled'),
  bm25: async () => (await import('./bm25/bm25-teacher.ts')).openBm25Teacher,
  random: async () => (await import('./random/random-teacher.ts')).openRandomTeacher,
  npy: () => missing('npy'),
  run: () => missing('run'),
  endpoint: () => missing('endpoint'),
  'cross-encoder': () => missing('cross-encoder'),
};

function missing(kind: TeacherKind): Promise<never> {
  return Promise.reject(new AppError('failed', `this version cannot open ${kind} teachers`));
}
