import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { methods, parseValue, roundTo, sliderRange, startValue, valueText, withMethod } from './methods.ts';

test('a typed per cent is the decimal that was meant', () => {
  expect([
    parseValue('perc-pos', '95.3 %'),
    parseValue('perc-pos', '95'),
    parseValue('perc-pos', '97,5'),
  ]).toEqual([0.953, 0.95, 0.975]);
});

test('a small decimal number is a share, as on the command line, unless it says per cent', () => {
  const typed = ['0.95', '.95', '0,953', '1.05', '1.5', '1.0', '0.95 %', '1', '2.5', '-0.5', '95.0'];
  expect(typed.map((one) => parseValue('perc-pos', one))).toEqual([
    0.95, 0.95, 0.953, 1.05, 1.5, 1, 0.0095, 0.01, 0.025, -0.005, 0.95,
  ]);
  expect(parseValue('abs', '0.95')).toBe(0.95);
});

test('what is no number for the method is refused', () => {
  expect(['', 'x', '1e3', '--2'].map((typed) => parseValue('abs', typed))).toEqual([null, null, null, null]);
  expect([parseValue('shifted', '2.5'), parseValue('shifted', '-1')]).toEqual([null, null]);
});

test('a value is shown as it was typed', () => {
  fc.assert(
    fc.property(fc.integer({ min: -2000, max: 2000 }), (tenths) => {
      const typed = String(tenths / 10);
      expect(valueText('perc-pos', parseValue('perc-pos', `${typed} %`) ?? Number.NaN)).toBe(typed);
    }),
  );
});

test('a chosen method is the only one of the five and leaves other rules alone', () => {
  const settings = MiningSettings.parse({ perc: 0.95, minScore: 0.1, rangeMax: 50 });
  expect(withMethod(settings, 'shifted', 10)).toMatchObject({
    shift: 10,
    perc: null,
    minScore: 0.1,
    rangeMax: 50,
  });
});

test('every start value lies on the slider', () => {
  const scores = { min: -0.2, max: 0.93 };
  for (const method of methods) {
    const value = startValue(method, scores);
    const range = sliderRange(method, scores, 100);
    if (value === null) continue;
    expect(value).toBeGreaterThanOrEqual(range.min);
    expect(value).toBeLessThanOrEqual(range.max);
    expect(roundTo(value, range.step)).toBe(value);
  }
});
