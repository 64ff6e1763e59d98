import { expect, test } from 'vitest';
import { reasonText } from './reason-text.ts';

test('shows both numbers with enough digits to tell the side', () => {
  const candidate = { score: 0.40512, rank: 3 };
  expect(reasonText({ rule: 'perc-pos', bound: 0.40508 }, candidate)).toBe('PercPos: 0.40512 ≥ 0.40508');
  expect(reasonText({ rule: 'abs', bound: 0.40512 }, candidate)).toBe('Abs: 0.405 ≥ 0.405');
  expect(reasonText({ rule: 'shifted', bound: 10 }, candidate)).toBe('Shifted: rank 3 ≤ 10');
  expect(reasonText({ rule: 'no-anchor', bound: null }, candidate)).toContain('No anchor');
});
