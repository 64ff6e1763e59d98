import type { Rater } from '../../../../shared/ipc/agreement-calls.ts';
import type { RaterCount } from '../../stores/labels.ts';

export function raterText(rater: Rater): string {
  switch (rater.kind) {
    case 'judge':
      return `judge ${rater.name}`;
    case 'human':
      return rater.name;
    case 'settled':
      return 'people, settled';
  }
}

/** Names a rater in a list. */
export function raterKey(rater: Rater): string {
  return JSON.stringify(rater);
}

/** Whom to compare first: what people settled on (else the busiest of them) with the busiest judge, else two of whoever there is. */
export function defaultRaters(raters: readonly RaterCount[]): readonly [Rater, Rater] | null {
  const busiest = raters.toSorted((a, b) => b.labels - a.labels).map(({ rater }) => rater);
  const first =
    busiest.find(({ kind }) => kind === 'settled') ?? busiest.find(({ kind }) => kind === 'human') ?? busiest[0];
  const others = busiest.filter((rater) => rater !== first);
  // One person and what people settled on are the same labels.
  const isOther = (rater: Rater): boolean => first?.kind === 'judge' || rater.kind === 'judge';
  const second = others.find(isOther) ?? (first?.kind === 'settled' && others.length < 2 ? undefined : others[0]);
  return first === undefined || second === undefined ? null : [first, second];
}
