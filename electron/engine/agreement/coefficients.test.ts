import { describe, expect, it } from 'vitest';
import { diagnosticsOf } from '../../../shared/agreement/diagnostics.ts';
import { coefficientsOf, type Sample } from './coefficients.ts';

/** Pairs of each cell: neither, only the second says relevant, only the first, both. */
type Counts = readonly [number, number, number, number];

const sampleOf = (counts: Counts, isWeighted = false): Sample => {
  const rows = counts.flatMap((count, cell) => Array<number>(count).fill(cell));
  return {
    categories: ['not relevant', 'relevant'],
    isWeighted,
    pairs: {
      first: Uint8Array.from(rows, (cell) => cell >> 1),
      second: Uint8Array.from(rows, (cell) => cell & 1),
      weight: new Float64Array(rows.length).fill(isWeighted ? 3 : 1),
      cluster: isWeighted ? Int32Array.from(rows, (_, i) => i) : null,
    },
  };
};

/** Every table of n pairs, with its chance where the cells have these shares. */
function* tables(n: number, shares: Counts): Generator<readonly [Counts, number]> {
  const logOf = (count: number): number => {
    let sum = 0;
    for (let k = 2; k <= count; k++) sum += Math.log(k);
    return sum;
  };
  for (let a = 0; a <= n; a++)
    for (let b = 0; a + b <= n; b++)
      for (let c = 0; a + b + c <= n; c++) {
        const counts: Counts = [a, b, c, n - a - b - c];
        const log = counts.reduce(
          (sum, count, k) => sum + count * Math.log(shares[k] ?? 0) - logOf(count),
          logOf(n),
        );
        yield [counts, Math.exp(log)];
      }
}

/** How often the interval of each coefficient covers the truth, of the samples in which it has one: over every sample there can be. */
function coverage(n: number, shares: Counts, truth: { readonly raw: number; readonly kappa: number }) {
  const covered = { raw: 0, kappa: 0, alpha: 0 };
  const defined = { raw: 0, kappa: 0, alpha: 0 };
  for (const [counts, chance] of tables(n, shares)) {
    if (chance < 1e-7) continue;
    const { raw_agreement, kappa, alpha } = coefficientsOf(sampleOf(counts), null);
    for (const [name, { low, high }, value] of [
      ['raw', raw_agreement, truth.raw],
      ['kappa', kappa, truth.kappa],
      // With the same margins of both.
      ['alpha', alpha, truth.kappa],
    ] as const) {
      if (low === null || high === null) continue;
      defined[name] += chance;
      if (low <= value && value <= high) covered[name] += chance;
    }
  }
  const of = (name: 'raw' | 'kappa' | 'alpha'): number => covered[name] / defined[name];
  return { raw: of('raw'), kappa: of('kappa'), alpha: of('alpha') };
}

describe('intervals of agreement, over every sample of 40 pairs', () => {
  it('cover 0 for raters who agree by chance only, however seldom they say relevant', () => {
    const independent: Counts = [0.9025, 0.0475, 0.0475, 0.0025];
    const { raw, kappa, alpha } = coverage(40, independent, { raw: 0.905, kappa: 0 });
    expect(kappa).toBeGreaterThan(0.95);
    expect(alpha).toBeGreaterThan(0.95);
    expect(raw).toBeGreaterThan(0.93);
  });

  it('cover what raters who agree on half of it share', () => {
    // Both 10 % relevant, κ = 0.5.
    const shares: Counts = [0.855, 0.045, 0.045, 0.055];
    const { raw, kappa, alpha } = coverage(40, shares, { raw: 0.91, kappa: 0.5 });
    expect(kappa).toBeGreaterThan(0.92);
    expect(alpha).toBeGreaterThan(0.92);
    expect(raw).toBeGreaterThan(0.93);
  });
});

describe('intervals of agreement', () => {
  it('are no worse than chance where no pair is relevant to both, with weights and without', () => {
    for (const isWeighted of [false, true]) {
      const own = coefficientsOf(sampleOf([47, 1, 2, 0], isWeighted), null);
      for (const name of ['kappa', 'weighted_kappa', 'alpha'] as const) {
        expect(own[name].estimate).toBeLessThan(0);
        expect(own[name].high).toBeGreaterThan(0.5);
        expect(own[name].low).toBeLessThanOrEqual(own[name].estimate ?? -9);
      }
      expect(own.ac1.high).toBeLessThanOrEqual(1);
    }
  });

  it('stay inside what each number can be', () => {
    for (const counts of [
      [1, 5, 4, 0],
      [48, 0, 2, 0],
      [0, 5, 5, 0],
      [2, 3, 3, 2],
    ] as const) {
      const { raw_agreement, ...others } = coefficientsOf(sampleOf(counts), null);
      expect(raw_agreement.low).toBeGreaterThanOrEqual(0);
      for (const { low } of Object.values(others)) expect(low ?? 0).toBeGreaterThanOrEqual(-1);
    }
  });

  it('treat raw agreement as the shares beside it', () => {
    // Where all is relevant to the first, who agrees finds it.
    const { pairs } = sampleOf([0, 0, 3, 17]);
    const { low, high, se } = diagnosticsOf(pairs).sensitivity;
    expect(coefficientsOf(sampleOf([0, 0, 3, 17]), null).raw_agreement).toMatchObject({ low, high, se });
  });
});
