import type { Rater } from '../../../../shared/ipc/agreement-calls.ts';
import type { RaterCount } from '../../stores/labels.ts';

/** Names a rater in a list. */
export function raterKey(rater: Rater): string {
  return JSON.stringify(rater);
}

/**
 * Whom to compare first: what people settled on (else the busiest of them) with the busiest judge; else two people; else two
 * judges. Null where there are no two: one person and what that person settled on are the same labels.
 */
export function defaultRaters(raters: readonly RaterCount[]): readonly [Rater, Rater] | null {
  const busiest = raters.toSorted((a, b) => b.labels - a.labels).map(({ rater }) => rater);
  const [judge, otherJudge] = busiest.filter(({ kind }) => kind === 'judge');
  const [human, otherHuman] = busiest.filter(({ kind }) => kind === 'human');
  const people = busiest.find(({ kind }) => kind === 'settled') ?? human;
  if (people !== undefined && judge !== undefined) return [people, judge];
  if (human !== undefined && otherHuman !== undefined) return [human, otherHuman];
  return judge !== undefined && otherJudge !== undefined ? [judge, otherJudge] : null;
}
