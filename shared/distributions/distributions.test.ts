import { describe, expect, it } from 'vitest';
import { betaCdf } from './beta-cdf.ts';
import { betaQuantile } from './beta-quantile.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { tCdf, tQuantile } from './student-t.ts';
import { wilson } from './wilson.ts';

// Expected values: mpmath with 40 digits.
/** The error, relative to the expected value or to 0.001 where that is smaller. */
const error = (actual: number, expected: number): number =>
  Math.abs(actual - expected) / Math.max(Math.abs(expected), 1e-3);

describe('the normal law', () => {
  it.each([
    [-8, 6.220960574271784e-16],
    [-4.5, 3.3976731247300603e-6],
    [-1.96, 0.024997895148220435],
    [-0.3, 0.3820885778110474],
    [0, 0.5],
    [0.7, 0.758036347776927],
    [2.5, 0.9937903346742238],
    [5, 0.9999997133484281],
  ])('has the tabulated probability at %d', (x, expected) => {
    expect(error(normalCdf(x), expected)).toBeLessThan(1e-12);
  });

  it.each([
    [1e-10, -6.361340902404057],
    [0.001, -3.0902323061678136],
    [0.025, -1.9599639845400543],
    [0.4, -0.2533471031357997],
    [0.5, 0],
    [0.975, 1.9599639845400538],
    [0.9999, 3.7190164854557084],
  ])('has the tabulated quantile at %d', (p, expected) => {
    expect(error(normalQuantile(p), expected)).toBeLessThan(1e-12);
  });
});

describe('the beta law', () => {
  it.each([
    [0.3, 2, 5, 0.579825],
    [0.01, 0.5, 0.5, 0.06376856085851985],
    [0.9, 30, 4, 0.5769436641256926],
    [0.5, 200, 210, 0.6894852134274162],
    [0.02, 1.7, 93.2, 0.6541918311676908],
  ])('has the tabulated probability at %d of Beta(%d, %d)', (x, a, b, expected) => {
    expect(error(betaCdf(x, a, b), expected)).toBeLessThan(1e-12);
  });

  it.each([
    [0.025, 3, 98, 0.006229971538306394],
    [0.975, 4, 97, 0.08517605297428002],
    [0.025, 0.5, 0.5, 0.001541333133436012],
    [0.5, 20, 30, 0.3986563462632243],
    [0.999, 1.3, 400, 0.018966568830140012],
    [0.0001, 12, 3, 0.33928270463513044],
  ])('has the tabulated quantile at %d of Beta(%d, %d)', (p, a, b, expected) => {
    expect(error(betaQuantile(p, a, b), expected)).toBeLessThan(1e-12);
  });
});

describe("Student's t", () => {
  it.each([
    [2, 3, 0.9303370157205784],
    [0.5, 10, 0.6860531971285135],
    [1.96, 1000, 0.9748634075221256],
  ])('has the tabulated probability at %d with %d degrees', (t, df, expected) => {
    expect(error(tCdf(t, df), expected)).toBeLessThan(1e-12);
  });

  it.each([
    [0.975, 1, 12.706204736174692],
    [0.975, 2, 4.302652729749462],
    [0.975, 9.5, 2.244137461492296],
    [0.95, 30, 1.6972608865939574],
    [0.975, 399, 1.9659272959208818],
    [0.999, 4, 7.173182219782307],
    [0.6, 7, 0.2631668613520228],
  ])('has the tabulated quantile at %d with %d degrees', (p, df, expected) => {
    expect(Math.abs(tQuantile(p, df) - expected)).toBeLessThan(1e-10);
    expect(Math.abs(tQuantile(1 - p, df) + expected)).toBeLessThan(1e-10);
  });
});

describe('intervals of a proportion', () => {
  it("are Clopper and Pearson's, open to the ends at none and all", () => {
    const { low, high } = clopperPearson(3, 100);
    expect(error(low, 0.006229971538306394)).toBeLessThan(1e-12);
    expect(error(high, 0.08517605297428002)).toBeLessThan(1e-12);
    expect(clopperPearson(0, 10).low).toBe(0);
    expect(error(clopperPearson(0, 10).high, 1 - 0.025 ** 0.1)).toBeLessThan(1e-12);
    expect(clopperPearson(10, 10).high).toBe(1);
    expect(clopperPearson(0, 0)).toEqual({ low: 0, high: 1 });
  });

  it("are Wilson's, never outside [0, 1]", () => {
    // Newcombe (1998), table I: 81 of 263 and 0 of 20.
    expect(wilson(81 / 263, 263).low).toBeCloseTo(0.2553, 4);
    expect(wilson(81 / 263, 263).high).toBeCloseTo(0.3662, 4);
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(0, 20).high).toBeCloseTo(0.1611, 4);
  });
});
