import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInside } from '../../../../shared/tuning/tune-request.ts';
import { columnFilterText, readColumnFilter } from './column-filter.ts';

test.each(['4', '>=0.5', '<0.3', '<=2', '>1', '>0', '>-0.25', '>0.1', '1..3', '-1..0.5', '<1e-7'])(
  'reads %s and writes it back',
  (typed) => {
    const range = readColumnFilter(typed);
    expect(range && columnFilterText(range)).toBe(typed);
  },
);

test('an empty text is no filter, and other words are none either', () => {
  expect(readColumnFilter(' ')).toBeNull();
  const none = ['many', '>', '>>1', '>1..2', '0,5', 'NaN', '1e', '4 0', '1..', '1e400', '>-1e400', '3..1'];
  expect(none.map(readColumnFilter)).toEqual(none.map(() => undefined));
  expect([' −0 ', '1E2'].map(readColumnFilter)).toEqual([
    { from: -0, to: -0, closed: true },
    { from: 100, to: 100, closed: true },
  ]);
});

test('a comparison holds for exactly the numbers it says', () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  const plain = fc.integer({ min: -5000, max: 5000 }).map((thousandths) => thousandths / 1000);
  const comparisons = {
    '>': (a: number, b: number) => a > b,
    '>=': (a: number, b: number) => a >= b,
    '<': (a: number, b: number) => a < b,
    '<=': (a: number, b: number) => a <= b,
  };
  fc.assert(
    fc.property(plain, fc.array(fc.oneof(plain, finite)), (bound, others) => {
      const near = [bound, bound + Number.EPSILON, bound - Number.EPSILON, bound + Number.MIN_VALUE];
      for (const [sign, compare] of Object.entries(comparisons)) {
        const range = readColumnFilter(`${sign}${bound}`);
        if (!range) throw new Error(`${sign}${bound} is not read`);
        for (const value of [...others, ...near]) expect(isInside(range, value)).toBe(compare(value, bound));
      }
    }),
  );
});
