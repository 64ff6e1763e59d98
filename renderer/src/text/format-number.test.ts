import { expect, it } from 'vitest';
import { formatCompact, formatShare } from './format-number.ts';

it('writes counts short where there is little room, whole while they are', () => {
  const written = [0, 999, 1357, 9999, 10_000, 12_345, 999_999, 1_234_567_890].map(formatCompact);
  expect(written).toEqual(['0', '999', '1,357', '9,999', '10K', '12.3K', '1M', '1.23B']);
});

it('keeps a per cent sign on the line of its number, and has none for nothing', () => {
  expect([formatShare(1, 3), formatShare(0, 2), formatShare(1, 0)]).toEqual([
    '33.3\u00a0%',
    '0.0\u00a0%',
    '–',
  ]);
});
