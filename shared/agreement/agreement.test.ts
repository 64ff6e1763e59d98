import { describe, expect, it } from 'vitest';
import { agreementWeights } from './agreement-weights.ts';
import { type RatedPairs, tableOfCounts, tableOfPairs } from './confusion-table.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { agreementOfRatings } from './rating-agreement.ts';
import { raoWuInterval } from './rao-wu-bootstrap.ts';
import { agreementOfTable } from './table-agreement.ts';
import { coefficientOfCells, tableCoefficients } from './table-coefficient.ts';
import { agreementOfPairs } from './weighted-agreement.ts';

const yesNo = ['no', 'yes'];

function pairsOf(rows: readonly (readonly [number, number, number, number?])[]): RatedPairs {
  const clustered = rows.some((row) => row[3] !== undefined);
  return {
    first: Uint8Array.from(rows, (row) => row[0]),
    second: Uint8Array.from(rows, (row) => row[1]),
    weight: Float64Array.from(rows, (row) => row[2]),
    cluster: clustered ? Int32Array.from(rows, (row) => row[3] ?? 0) : null,
  };
}

const repeated = (counts: readonly number[], weight = 1): RatedPairs =>
  pairsOf(
    counts.flatMap((count, cell) =>
      Array.from({ length: count }, () => [cell >> 1, cell & 1, weight] as const),
    ),
  );

describe('undefined agreement', () => {
  it('has a reason, never a number, when there is nothing', () => {
    for (const coefficient of tableCoefficients) {
      const result = agreementOfTable(coefficient, tableOfCounts(yesNo, [0, 0, 0, 0]));
      expect(result).toMatchObject({ estimate: null, low: null, high: null, n: 0 });
      expect(result.reason).toMatch(/No pair/);
    }
  });

  it('tells that one class leaves kappa and alpha undefined, while AC1 and raw agreement stay 1', () => {
    const table = tableOfCounts(yesNo, [25, 0, 0, 0]);
    for (const coefficient of ['cohen', 'scott', 'krippendorff'] as const) {
      expect(agreementOfTable(coefficient, table)).toMatchObject({
        estimate: null,
        observed: 1,
        expected: 1,
      });
      expect(agreementOfTable(coefficient, table).reason).toMatch(/one and the same category/);
    }
    expect(agreementOfTable('gwet', table).estimate).toBe(1);
    expect(agreementOfTable('percent', table).estimate).toBe(1);
    const ratings = { subjects: 3, raters: 2, categories: 2, values: Int32Array.from([0, 0, 0, 0, 0, 0]) };
    const identity = agreementWeights('identity', [1, 2]);
    expect(agreementOfRatings('krippendorff', ratings, identity).reason).toMatch(/one and the same category/);
    expect(agreementOfRatings('fleiss', ratings, identity).estimate).toBeNull();
    expect(agreementOfRatings('gwet', ratings, identity).estimate).toBe(1);
  });

  it('says so when no subject has two ratings', () => {
    const ratings = { subjects: 2, raters: 2, categories: 2, values: Int32Array.from([0, -1, -1, 1]) };
    const identity = agreementWeights('identity', [1, 2]);
    for (const coefficient of ['krippendorff', 'fleiss', 'conger'] as const) {
      expect(agreementOfRatings(coefficient, ratings, identity)).toMatchObject({
        estimate: null,
        reason: 'No subject was rated by two raters.',
      });
    }
  });

  it('is zero kappa, not undefined, when only one of the raters uses one class', () => {
    expect(agreementOfTable('cohen', tableOfCounts(yesNo, [20, 5, 0, 0])).estimate).toBeCloseTo(0, 12);
  });
});

describe('weighted agreement', () => {
  it('equals the plain coefficient when all weights are equal', () => {
    const counts = [40, 7, 5, 18];
    for (const coefficient of tableCoefficients) {
      const plain = agreementOfTable(coefficient, tableOfCounts(yesNo, counts));
      const weighted = agreementOfPairs(coefficient, yesNo, repeated(counts, 3.5));
      expect(weighted.estimate).toBeCloseTo(plain.estimate ?? Number.NaN, 12);
      // The linearised variance has the factor n / (n − 1).
      expect(weighted.se).toBeCloseTo((plain.se ?? Number.NaN) * Math.sqrt(70 / 69), 12);
    }
  });

  it('estimates the population behind a sample that was drawn by the judge’s answer', () => {
    // Population: 900 the judge rejects (30 relevant), 100 it accepts (80 relevant). Labelled: 60 and 50 of them.
    const rejected = [...Array<0>(58).fill(0), ...Array<1>(2).fill(1)].map((y) => [y, 0, 15] as const);
    const accepted = [...Array<0>(10).fill(0), ...Array<1>(40).fill(1)].map((y) => [y, 1, 2] as const);
    const { sensitivity, specificity, prevalence } = diagnosticsOf(pairsOf([...rejected, ...accepted]));
    expect(sensitivity.estimate).toBeCloseTo(80 / 110, 12);
    expect(specificity.estimate).toBeCloseTo(870 / 890, 12);
    expect(prevalence.estimate).toBeCloseTo(0.11, 12);
    expect(tableOfPairs(yesNo, pairsOf([...rejected, ...accepted])).shares[1]).toBeCloseTo(0.02, 12);
  });

  it('has linearised cell values that are the derivative of the coefficient', () => {
    const shares = Float64Array.from([0.5, 0.08, 0.02, 0.1, 0.15, 0.03, 0.02, 0.04, 0.06]);
    for (const weighting of ['identity', 'linear', 'quadratic'] as const) {
      const weights = agreementWeights(weighting, [1, 2, 3]);
      for (const coefficient of tableCoefficients) {
        const value = (cells: Float64Array): number => {
          const total = cells.reduce((sum, share) => sum + share, 0);
          const result = coefficientOfCells(
            coefficient,
            cells.map((share) => share / total),
            weights,
            1e12,
          );
          return 'reason' in result ? Number.NaN : result.value;
        };
        const result = coefficientOfCells(coefficient, shares, weights, 1e12);
        if ('reason' in result) throw new Error(result.reason);
        const mean = shares.reduce((sum, share, i) => sum + share * (result.linearised[i] ?? 0), 0);
        expect(result.centre).toBeCloseTo(mean, 10);
        shares.forEach((_, cell) => {
          const step = 1e-6;
          const moved = (by: number): Float64Array => shares.map((share, i) => share + (i === cell ? by : 0));
          const slope = (value(moved(step)) - value(moved(-step))) / (2 * step);
          expect(slope).toBeCloseTo((result.linearised[cell] ?? 0) - mean, 6);
        });
      }
    }
  });

  it('is wider when equal answers come in clusters', () => {
    const rows = Array.from({ length: 60 }, (_, i) => {
      const cluster = Math.floor(i / 6);
      return [cluster % 3 === 0 ? 1 : 0, cluster % 4 === 0 ? 1 : 0, 1, cluster] as const;
    });
    const clustered = agreementOfPairs('cohen', yesNo, pairsOf(rows));
    const single = agreementOfPairs('cohen', yesNo, pairsOf(rows.map(([a, b, w]) => [a, b, w])));
    expect(clustered.estimate).toBeCloseTo(single.estimate ?? Number.NaN, 12);
    expect(clustered.se ?? 0).toBeGreaterThan(2 * (single.se ?? 0));
  });
});

describe('diagnostics', () => {
  it('explain what is missing', () => {
    const none = diagnosticsOf(repeated([30, 4, 0, 0]));
    expect(none.sensitivity).toMatchObject({ estimate: null });
    expect(none.sensitivity.reason).toMatch(/relevant by the labels taken as the truth/);
    expect(none.specificity.estimate).toBeCloseTo(30 / 34, 12);
    // Wilson's interval stays open where everything agrees.
    const all = diagnosticsOf(repeated([20, 0, 0, 5])).specificity;
    expect(all.high).toBe(1);
    expect(all.low ?? 0).toBeGreaterThan(0.8);
    expect(all.low ?? 1).toBeLessThan(0.86);
  });
});

describe('reasons', () => {
  const numbers = (pairs: RatedPairs) => [
    ...Object.values(diagnosticsOf(pairs)),
    ...tableCoefficients.map((name) => agreementOfPairs(name, yesNo, pairs)),
    ...tableCoefficients.map((name) => agreementOfTable(name, tableOfPairs(yesNo, pairs))),
  ];

  it('of no pair at all are that there is none, the same for every number', () => {
    for (const number of numbers(pairsOf([])))
      expect(number).toMatchObject({ estimate: null, n: 0, reason: 'No pair was rated by both.' });
  });

  it('of pairs without weight are that, and no number that is not one', () => {
    for (const number of numbers(repeated([3, 2, 1, 4], 0)))
      expect(number).toMatchObject({ estimate: null, reason: expect.stringMatching(/no weight/) });
    const half = pairsOf([
      [0, 0, 1],
      [0, 1, 2],
      [1, 1, 0],
    ]);
    expect(diagnosticsOf(half)).toMatchObject({
      sensitivity: { estimate: null, reason: expect.stringMatching(/no weight/) },
      specificity: { estimate: 1 / 3 },
    });
  });

  it('are true of the pairs that there are, where all are of one class', () => {
    const { sensitivity, specificity, positivePredictive, negativePredictive } = diagnosticsOf(
      repeated([0, 0, 0, 4]),
    );
    expect([sensitivity.estimate, positivePredictive.estimate]).toEqual([1, 1]);
    expect(specificity.reason).toMatch(
      /^Every pair in the sample is relevant by the labels taken as the truth/,
    );
    expect(negativePredictive.reason).toMatch(/^The other rater calls every pair in the sample relevant/);
    const none = diagnosticsOf(repeated([4, 0, 0, 0]));
    expect([none.specificity.estimate, none.negativePredictive.estimate]).toEqual([1, 1]);
    expect(none.sensitivity.reason).toMatch(
      /^No pair in the sample is relevant by the labels taken as the truth/,
    );
    expect(none.positivePredictive.reason).toMatch(/^The other rater calls no pair in the sample relevant/);
  });
});

describe('the Rao–Wu bootstrap', () => {
  it('agrees with the linearised interval, and gives the same for the same seed', () => {
    const pairs = repeated([60, 12, 9, 39]);
    const statistic = (weight: Float64Array): number | null =>
      agreementOfPairs('cohen', yesNo, { ...pairs, weight }).estimate;
    const design = { stratum: new Int32Array(120), unit: null };
    const interval = raoWuInterval(pairs.weight, design, statistic, { seed: 4 });
    const linear = agreementOfPairs('cohen', yesNo, pairs);
    expect(interval?.low).toBeCloseTo(linear.low ?? Number.NaN, 1);
    expect(interval?.high).toBeCloseTo(linear.high ?? Number.NaN, 1);
    expect(raoWuInterval(pairs.weight, design, statistic, { seed: 4 })).toEqual(interval);
  });
});
