import { describe, expect, it } from 'vitest';
import { wilson } from '../distributions/wilson.ts';
import { differenceInterval, effectivePairs, openWhereCertain } from './certain-agreement.ts';
import { tableOfCounts } from './confusion-table.ts';
import { agreementOfTable } from './table-agreement.ts';

const yesNo = ['no', 'yes'];
const of = (coefficient: 'percent' | 'cohen' | 'gwet', counts: readonly number[]) =>
  agreementOfTable(coefficient, tableOfCounts(yesNo, counts));

describe('agreement of all pairs', () => {
  it('has the interval of a share that was always seen, not one of no width', () => {
    const seen = of('percent', [18, 0, 0, 12]);
    expect(seen).toMatchObject({ estimate: 1, low: 1, high: 1 });
    const { low } = wilson(1, 30);
    expect(openWhereCertain(seen, 30)).toMatchObject({ estimate: 1, low, high: 1 });
    expect(low).toBeCloseTo(0.8865, 4);
    // κ at the agreement of that bound, with the same margins.
    const chance = 0.6 * 0.6 + 0.4 * 0.4;
    const kappa = openWhereCertain(of('cohen', [18, 0, 0, 12]), 30);
    expect(kappa.low).toBeCloseTo((low - chance) / (1 - chance), 12);
    expect(kappa.high).toBeCloseTo(1, 12);
    expect(openWhereCertain(of('gwet', [30, 0, 0, 0]), 30)).toMatchObject({ estimate: 1, low });
  });

  it('of no pair is open upwards', () => {
    const never = openWhereCertain(of('percent', [0, 8, 2, 0]), 10);
    expect(never).toMatchObject({ estimate: 0, low: 0 });
    expect(never.high).toBeCloseTo(0.2775, 4);
  });

  it('leaves every other interval as it is, and what has none', () => {
    for (const counts of [
      [18, 1, 0, 12],
      [25, 0, 0, 0],
      [1, 0, 0, 0],
    ]) {
      const kappa = of('cohen', counts);
      expect(openWhereCertain(kappa, 30)).toEqual(kappa);
    }
  });
});

describe('a difference', () => {
  it('is as uncertain as both shares are, also where one was always seen', () => {
    const z = 1.96;
    const plain = differenceInterval(of('percent', [30, 5, 5, 10]), of('percent', [40, 3, 4, 3]), z);
    expect((plain?.high ?? 0) - (plain?.low ?? 0)).toBeCloseTo(2 * z * (plain?.se ?? 0), 12);
    const always = openWhereCertain(of('percent', [3, 0, 0, 2]), 5);
    const same = differenceInterval(always, always, z);
    expect(same?.estimate).toBe(0);
    expect(same?.low).toBeCloseTo(-(1 - wilson(1, 5).low), 12);
    expect(same?.high).toBeCloseTo(1 - wilson(1, 5).low, 12);
    expect(differenceInterval(of('percent', [1, 0, 0, 0]), always, z)).toBeNull();
  });
});

it('weighs pairs by what they tell', () => {
  expect(effectivePairs(Float64Array.of(2, 2, 2))).toBeCloseTo(3, 12);
  expect(effectivePairs(Float64Array.of(9, 1))).toBeCloseTo(100 / 82, 12);
  expect(effectivePairs(new Float64Array(3))).toBe(0);
});
