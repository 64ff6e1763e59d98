import type { TeacherKind, TeacherOptions } from '../../../shared/domain/teacher.ts';
import { AppError } from '../../../shared/errors.ts';

const ofModels = [
  'queryPrompt',
  'documentPrompt',
  'pooling',
  'maxTokens',
  'similarity',
  'onnxFile',
] as const satisfies readonly (keyof TeacherOptions)[];

const taken: Readonly<Record<TeacherKind, readonly (keyof TeacherOptions)[]>> = {
  onnx: ofModels,
  hub: ofModels,
  bundled: ofModels,
  bm25: ['language', 'k1', 'b'],
  random: [],
  npy: ['similarity'],
  run: [],
  endpoint: ['queryPrompt', 'documentPrompt', 'similarity', 'apiKeyEnv'],
  'cross-encoder': ['queryPrompt', 'documentPrompt', 'maxTokens', 'onnxFile'],
};

/** Throws `wrong-usage` for an option that a kind of teacher would ignore: it must not look as if it had counted. */
export function refuseOptions(kind: TeacherKind, options: TeacherOptions): void {
  const allowed: readonly string[] = taken[kind];
  const useless = Object.entries(options).find(
    ([name, value]) => value !== undefined && !allowed.includes(name),
  );
  if (!useless) return;
  const takes = allowed.length === 0 ? 'no options' : allowed.map(flagOf).join(', ');
  throw new AppError(
    'wrong-usage',
    `${flagOf(useless[0])} does not apply to a ${kind} teacher, which takes ${takes}`,
  );
}

function flagOf(option: string): string {
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
