import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSorter } from './sort-order.ts';

describe('sort order', () => {
  it('equals a stable sort with NaN last, in both directions', () => {
    const key = fc.oneof(
      fc.double(),
      fc.constantFrom(0, -0, Number.NaN, Infinity, -Infinity),
      fc.integer({ min: -2, max: 2 }),
    );
    const sort = createSorter();
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), fc.boolean(), (keys, descending) => {
        const expected = keys
          .map((value, index) => ({ value, index }))
          .toSorted((a, b) => {
            if (Number.isNaN(a.value) || Number.isNaN(b.value)) {
              return Number(Number.isNaN(a.value)) - Number(Number.isNaN(b.value));
            }
            if (a.value === b.value) return 0;
            return a.value < b.value === descending ? 1 : -1;
          })
          .map(({ index }) => index);
        expect([...sort(keys.length, (i) => keys[i] ?? 0, descending)]).toEqual(expected);
      }),
    );
  });
});
