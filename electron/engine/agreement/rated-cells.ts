import type { EventMapping, LabelValue } from '../../../shared/rates/event-mapping.ts';
import { binaryCategory, type Rating } from './rater-labels.ts';

/** Scales that people and judges use, worst first. Values of two scales cannot be compared as grades. */
const scales: readonly (readonly LabelValue[])[] = [
  ['not', 'partly', 'relevant'],
  ['umbrela-0', 'umbrela-1', 'umbrela-2', 'umbrela-3'],
  ['worse', 'as-good', 'better'],
];

/** Why a pair is left out of a comparison of grades. */
export const onDifferentScales = 'on different scales';

/** Pairs that both rated, as categories. */
export type RatedCells = {
  readonly categories: readonly string[];
  /** By `pairKey`, ascending: both categories. */
  readonly pairs: readonly { readonly key: number; readonly first: number; readonly second: number }[];
  readonly leftOut: Map<string, number>;
};

/**
 * Pairs that both raters rated. As relevant or not under the mapping, an answer that is neither is left out; as grades, those on the scale
 * that most pairs have in common.
 */
export function ratedCells(
  first: ReadonlyMap<number, Rating>,
  second: ReadonlyMap<number, Rating>,
  scale: 'binary' | 'grades',
  mapping: EventMapping,
): RatedCells {
  const keys = [...first.keys()].filter((key) => second.has(key)).toSorted((a, b) => a - b);
  const values = keys.map((key) => ({
    key,
    one: first.get(key)?.value ?? null,
    other: second.get(key)?.value ?? null,
  }));
  const leftOut = new Map<string, number>();
  const leave = (reason: string): never[] => {
    leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
    return [];
  };
  const answered = values.flatMap(({ key, one, other }) =>
    one === null || other === null ? leave('no answer') : [{ key, one, other }],
  );
  if (scale === 'binary') {
    return {
      categories: ['not relevant', 'relevant'],
      pairs: answered.flatMap(({ key, one, other }) => {
        const a = binaryCategory(mapping[one]);
        const b = binaryCategory(mapping[other]);
        return a === null || b === null ? leave('neither relevant nor not') : [{ key, first: a, second: b }];
      }),
      leftOut,
    };
  }
  const shared = scales
    .map((own) => ({
      own,
      n: answered.filter(({ one, other }) => own.includes(one) && own.includes(other)).length,
    }))
    .toSorted((a, b) => b.n - a.n)[0];
  const categories = shared?.own ?? [];
  return {
    categories,
    pairs: answered.flatMap(({ key, one, other }) => {
      const a = categories.indexOf(one);
      const b = categories.indexOf(other);
      return a < 0 || b < 0 ? leave(onDifferentScales) : [{ key, first: a, second: b }];
    }),
    leftOut,
  };
}
