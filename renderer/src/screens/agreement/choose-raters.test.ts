import { expect, test } from 'vitest';
import type { Rater } from '../../../../shared/ipc/agreement-calls.ts';
import { defaultRaters } from './choose-raters.ts';

const judge = (name: string): Rater => ({ kind: 'judge', name });
const human = (name: string): Rater => ({ kind: 'human', name });
const settled: Rater = { kind: 'settled' };
const of = (...raters: readonly (readonly [Rater, number])[]) =>
  defaultRaters(raters.map(([rater, labels]) => ({ rater, labels, relevant: 0, failed: 0 })));

test('people are compared with the busiest judge, as they settled it', () => {
  expect(of([judge('a'), 10], [judge('b'), 90], [human('ada'), 40], [settled, 40])).toEqual([
    settled,
    judge('b'),
  ]);
});

test('without a judge two people are compared, without people two judges', () => {
  expect(of([human('ada'), 40], [human('ben'), 20], [settled, 60])?.map(({ kind }) => kind)).toEqual([
    'human',
    'human',
  ]);
  expect(of([judge('a'), 10], [judge('b'), 90])).toEqual([judge('b'), judge('a')]);
});

test('one person and what they settled on are no two raters', () => {
  expect(of([human('ada'), 40], [settled, 40])).toBeNull();
  expect(of([judge('a'), 10])).toBeNull();
  expect(of()).toBeNull();
});
