import type { LabelValue } from '../rates/event-mapping.ts';

const preferences: Readonly<Record<number, LabelValue>> = { 2: 'better', 1: 'as-good', 0: 'worse' };
const umbrela: Readonly<Record<number, LabelValue>> = {
  3: 'umbrela-3',
  2: 'umbrela-2',
  1: 'umbrela-1',
  0: 'umbrela-0',
};

/** A judge's answer as a label, so that one mapping says what counts for judges and people alike. `prompt` is the prompt's version. */
export function answerValue(prompt: string, grade: number | null, relevant: boolean | null): LabelValue {
  const scale = prompt.replace(/^custom-/, '');
  const value =
    grade === null
      ? undefined
      : scale.startsWith('preference-')
        ? preferences[grade]
        : scale.startsWith('umbrela-')
          ? umbrela[grade]
          : undefined;
  return value ?? (relevant === true ? 'relevant' : 'not');
}
