import fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneMinusDecimal } from './one-minus-decimal.ts';

test.each([
  ['0.05', 0.95],
  ['0.9', 0.1],
  ['0.7', 0.3],
  ['.2', 0.8],
  ['1.', 0],
  ['5e-2', 0.95],
  ['0.5E-1', 0.95],
  ['+0.033', 0.967],
  ['-0.05', 1.05],
  ['2', -1],
  ['0', 1],
  ['1e2', -99],
  ['1e-30', 1],
])('1 − %s is %s', (text, expected) => {
  expect(oneMinusDecimal(text)).toBe(expected);
});

test('any decimal margin is exactly its complement as typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 15 }), fc.nat(), (places, seed) => {
      const scale = 10n ** BigInt(places);
      const digits = BigInt(seed) % scale;
      const decimal = (value: bigint): string => `0.${String(value).padStart(places, '0')}`;
      const complement = digits === 0n ? '1' : decimal(scale - digits);
      expect(oneMinusDecimal(decimal(digits))).toBe(Number(complement));
    }),
  );
});

test('exponents beyond any double cost nothing', () => {
  expect(oneMinusDecimal('1e-999999999')).toBe(1);
  expect(oneMinusDecimal('0e999999999')).toBe(1);
});
