import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalWithin, parseDecimal, parseDepths, wholeNumber } from './parse-number.ts';

test.each([
  '',
  ' ',
  'NaN',
  'Infinity',
  '-Infinity',
  '1e999',
  '0x10',
  '1,5',
  '1_000',
  '1 2',
  'ten',
  '.',
  '1e',
])('refuses %j as a decimal', (text) => {
  expect(() => parseDecimal(text)).toThrow('A decimal number is needed');
});

test('takes every finite number as JavaScript prints it', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      expect(parseDecimal(String(value))).toBe(Object.is(value, -0) ? 0 : value);
    }),
  );
});

test.each(['-1', '1.5', '1e3', '0', '', 'x', '9007199254740993'])(
  'refuses %j as a whole number from 1',
  (text) => {
    expect(() => wholeNumber(1)(text)).toThrow('A whole number is needed, 1 or more.');
  },
);

test('whole numbers and bounded decimals take their ends', () => {
  expect([wholeNumber(0)('0'), wholeNumber(1, 10)('10'), decimalWithin(-1, 1)('-1')]).toEqual([0, 10, -1]);
  expect(() => decimalWithin(0, Infinity, true)('0')).toThrow('It must be above 0.');
  expect(() => decimalWithin(0, 1)('1.1')).toThrow('It must be 0 or more and at most 1.');
});

test('depths come with commas between them', () => {
  expect(parseDepths('1,10, 100')).toEqual([1, 10, 100]);
  expect(() => parseDepths('10,')).toThrow('A whole number is needed');
});
