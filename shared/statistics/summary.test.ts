import { describe, expect, it } from 'vitest';
import { summaryOf } from './summary.ts';

describe('summary', () => {
  it('gives type 7 quantiles and the sample deviation', () => {
    expect(summaryOf(Float64Array.of(4, 1, 3, 2))).toEqual({
      n: 4,
      mean: 2.5,
      std: Math.sqrt(5 / 3),
      min: 1,
      p25: 1.75,
      p50: 2.5,
      p75: 3.25,
      max: 4,
    });
  });
  it('has no deviation of one value', () => {
    expect(summaryOf(Float64Array.of(-2))).toEqual({
      n: 1,
      mean: -2,
      std: null,
      min: -2,
      p25: -2,
      p50: -2,
      p75: -2,
      max: -2,
    });
  });
  it('is null throughout for no values, never NaN', () => {
    const { n, ...rest } = summaryOf(new Float64Array(0));
    expect([n, ...Object.values(rest)]).toEqual([0, null, null, null, null, null, null, null]);
  });
});
