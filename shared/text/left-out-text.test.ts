import { expect, test } from 'vitest';
import { leftOutText } from './left-out-text.ts';

test.each([
  ['starved', 1, '1 query without any negative'],
  ['starved', 1200, '1,200 queries without any negative'],
  ['short', 1, '1 query with fewer negatives than the format needs'],
  ['dropped', 2, '2 negatives dropped by hand or rule (see relabel)'],
  ['promoted', 1, '1 negative promoted to positives (see relabel)'],
  ['odd', 3, '3 odd'],
])('%s, %i: %s', (reason, count, text) => {
  expect(leftOutText(reason, count)).toBe(text);
});
