import { expect, test } from 'vitest';
import { unfinishedText } from './unfinished-judging-text.ts';

test.each([
  ['closed', 'Judging stopped at 1,037 of 2,000 pairs when Negscope was closed (Nov 26, 2026'],
  ['crashed', 'Judging stopped at 1,037 of 2,000 pairs when Negscope ended unexpectedly (Nov 26, 2026'],
  ['paused', 'Judging stopped at 1,037 of 2,000 pairs by hand (Nov 26, 2026'],
  ['failed', 'Judging stopped at 1,037 of 2,000 pairs by an error (Nov 26, 2026'],
] as const)('%s: how far it came, why it stopped, and when', (how, beginning) => {
  const text = unfinishedText({ done: 1_037, pairs: 2_000, how, at: '2026-11-26T12:00:00.000Z' });
  expect(text.startsWith(beginning)).toBe(true);
});
