import { expect, test } from 'vitest';
import { columnFilterText, readColumnFilter } from './column-filter.ts';

test.each(['4', '>=0.5', '<0.3', '<=2', '1..3', '-1..0.5'])('reads %s and writes it back', (typed) => {
  const range = readColumnFilter(typed);
  expect(range && columnFilterText(range)).toBe(typed);
});

test('an empty text is no filter, and other words are none either', () => {
  expect(readColumnFilter(' ')).toBeNull();
  expect(readColumnFilter('many')).toBeUndefined();
});
