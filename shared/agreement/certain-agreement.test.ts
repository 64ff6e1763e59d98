import { describe, expect, it } from 'vitest';
import { wilson } from '../distributions/wilson.ts';
import { differenceInterval, openWhereCertain } from './certain-agreement.ts';
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

  it('is found where the linearised values cancel, for any number of pairs', () => {
    // The second rater says "no" always: κ is 0 whatever the first says, so that its values all are alike.
    for (let neither = 1; neither <= 60; neither++) {
      for (let first = 1; first <= 6; first++) {
        const kappa = of('cohen', [neither, 0, first, 0]);
        expect(kappa.se).toBeLessThan(1e-12);
        const { low, high } = openWhereCertain(kappa, neither + first);
        expect((high ?? 0) - (low ?? 0)).toBeGreaterThan(0.5);
      }
    }
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
    expect(differenceInterval(of('percent', [1, 0, 0, 0]), always)).toBeNull();
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
