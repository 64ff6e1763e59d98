import type { TeacherKind } from '../../../shared/domain/teacher.ts';
import type { OpenTeacher } from './teacher.ts';

/** Loaded when first used, so that a command that needs one kind does not wait for the libraries of the others. */
export const openers: Readonly<Record<TeacherKind, () => Promise<OpenTeacher>>> = {
  onnx: async () => (await import('./onnx/open-onnx-teacher.ts')).openOnnxTeacher,
  hub: async () => (await import('./hub/open-hub-teacher.ts')).openHubTeacher,
  bundled: async () => (await import('./onnx/open-bundled-teacher.ts')).openBundledTeacher,
  bm25: async () => (await import('./bm25/bm25-teacher.ts')).openBm25Teacher,
  random: async () => (await import('./random/random-teacher.ts')).openRandomTeacher,
  npy: async () => (await import('./npy/npy-teacher.ts')).openNpyTeacher,
  run: async () => (await import('./trec-run/run-teacher.ts')).openRunTeacher,
  endpoint: async () => (await import('./endpoint/endpoint-teacher.ts')).openEndpointTeacher,
  'cross-encoder': async () =>
    (await import('./cross-encoder/open-cross-encoder-teacher.ts')).openCrossEncoderTeacher,
};
