import { describe, expect, it } from 'vitest';
import { wilson } from '../distributions/wilson.ts';
import { undefinedEstimate } from './agreement-estimate.ts';
import { differenceInterval } from './difference-interval.ts';

describe('a difference', () => {
  /** Raw agreement of as many pairs, with its own interval. */
  const share = (agreed: number, n: number) => {
    const { low, high } = wilson(agreed / n, n);
    return { estimate: agreed / n, low, high, se: Math.sqrt((agreed / n) * (1 - agreed / n)) / Math.sqrt(n) };
  };

  it('is as uncertain as both shares are, also where one was always seen', () => {
    const always = share(5, 5);
    const same = differenceInterval(always, always);
    expect(same?.estimate).toBe(0);
    expect(same?.low).toBeCloseTo(-(1 - wilson(1, 5).low), 12);
    expect(same?.high).toBeCloseTo(1 - wilson(1, 5).low, 12);
    // Newcombe (1998), table II: 56 of 70 and 48 of 80.
    const published = differenceInterval(share(48, 80), share(56, 70));
    expect(published?.low).toBeCloseTo(0.0524, 4);
    expect(published?.high).toBeCloseTo(0.3339, 4);
    expect(differenceInterval(undefinedEstimate(1, 'One subject.'), always)).toBeNull();
  });

  it('covers the true one over every two samples, also of few pairs beside many', () => {
    const chances = (n: number, p: number): readonly number[] => {
      let own = (1 - p) ** n;
      return Array.from({ length: n + 1 }, (_, k) => {
        const chance = own;
        own *= ((n - k) / (k + 1)) * (p / (1 - p));
        return chance;
      });
    };
    for (const [n, p, m, q] of [
      [100, 0.9, 10, 0.7],
      [40, 0.98, 40, 0.9],
      [20, 0.8, 20, 0.95],
    ] as const) {
      let covered = 0;
      chances(n, p).forEach((one, x) =>
        chances(m, q).forEach((other, y) => {
          const { low, high } = differenceInterval(share(x, n), share(y, m)) ?? { low: 1, high: -1 };
          if (low <= q - p && q - p <= high) covered += one * other;
        }),
      );
      expect(covered).toBeGreaterThan(0.94);
    }
  });
});
