import { expect, it } from 'vitest';
import { effectiveNumber } from './effective-number.ts';

it('weighs pairs by what they tell', () => {
  expect(effectiveNumber(Float64Array.of(2, 2, 2))).toBeCloseTo(3, 12);
  expect(effectiveNumber(Float64Array.of(9, 1))).toBeCloseTo(100 / 82, 12);
  expect(effectiveNumber(new Float64Array(3))).toBe(0);
});
