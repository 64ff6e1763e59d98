import type { AnnotationItem } from '../../../../shared/ipc/annotate-calls.ts';
import type { SavedLabel } from './label-saves.ts';

/** A label of this queue that is on disk. */
export type RecentAnswer = {
  readonly place: number;
  readonly value: NonNullable<AnnotationItem['value']>;
  readonly milliseconds: number;
};

const most = 50;

/** Newest first, with what was just saved: a label takes the place of the pair's earlier one, a label taken back disappears. */
export function withSaved(
  answers: readonly RecentAnswer[],
  { place, label }: Pick<SavedLabel, 'place' | 'label'>,
  milliseconds: number | null,
): readonly RecentAnswer[] {
  const own = answers.find((answer) => answer.place === place);
  const others = answers.filter((answer) => answer !== own);
  if (label.value === null) return others;
  const answer = { place, value: label.value, milliseconds: milliseconds ?? own?.milliseconds ?? 0 };
  return [answer, ...others].slice(0, most);
}

/** The middle of the last answers' times in milliseconds: one long break does not move it. Null below three answers. */
export function paceOf(answers: readonly RecentAnswer[]): number | null {
  const times = answers
    .slice(0, 20)
    .map(({ milliseconds }) => milliseconds)
    .toSorted((a, b) => a - b);
  return times.length < 3 ? null : (times[Math.floor(times.length / 2)] ?? null);
}
