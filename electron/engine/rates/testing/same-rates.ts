import { expect } from 'vitest';
import type { RateRow } from '../../../../shared/ipc/rate-calls.ts';

type SomeRates = Pick<RateRow, 'selected' | 'removed' | 'lost' | 'pairs' | 'effective_labels'>;

/** Two rows of rates are the same, however their sums were added up: every word, and every number but for its last digits. */
export function expectSameRates(own: SomeRates | undefined, other: SomeRates | undefined): void {
  if (own === undefined || other === undefined) throw new Error('there are rates');
  const [first, second] = [partsOf(own), partsOf(other)];
  expect(first.words).toEqual(second.words);
  for (const [i, number] of first.numbers.entries()) {
    const expected = second.numbers[i] ?? Number.NaN;
    expect(Math.abs(number - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
  }
}

function partsOf({ selected, removed, lost, pairs, effective_labels }: SomeRates) {
  const numbers: number[] = [];
  const words: unknown = JSON.parse(
    JSON.stringify([selected, removed, lost, pairs, effective_labels], (_, value: unknown) => {
      if (typeof value !== 'number') return value;
      numbers.push(value);
      return 'a number';
    }),
  );
  return { words, numbers };
}
