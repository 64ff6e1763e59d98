import { describe, expect, it } from 'vitest';
import { hashUniform } from '../../random.ts';
import { frameOf } from '../testing/frame-of.ts';
import { differenceOfRates, equalityPValue } from './difference-of-rates.ts';
import { holm } from './holm.ts';
import { signFlipTest } from './sign-flip-test.ts';

/** `queries` queries with six pairs each; the first run selects pairs 0 to 3, the second 2 to 5; rates as given, half of the pairs labelled. */
function twoRuns(queries: number, seed: number, rates: readonly number[]) {
  const pairs = Array.from({ length: queries * 6 }, (_, i) => {
    const query = Math.floor(i / 6);
    const relevant = hashUniform(seed, 'truth', String(i)) < (rates[i % 6] ?? 0) ? 1 : 0;
    const wrong = hashUniform(seed, 'judge', String(i)) < 0.2 ? 1 : 0;
    return {
      cluster: query,
      answer: 1 + (wrong === 1 ? 1 - relevant : relevant),
      humanProbability: 0.5,
      label: hashUniform(seed, 'sample', String(i)) < 0.5 ? 1 + relevant : 0,
    };
  });
  return {
    frame: frameOf(pairs),
    first: Uint8Array.from(pairs, (_, i) => (i % 6 < 4 ? 1 : 0)),
    second: Uint8Array.from(pairs, (_, i) => (i % 6 >= 2 ? 1 : 0)),
  };
}

const options = { lambda: 'tuned', seed: 1, flips: 999 } as const;

describe('the difference of two runs', () => {
  it('is found where there is one, with a small p', () => {
    const result = differenceOfRates(twoRuns(150, 3, [0.6, 0.6, 0.3, 0.3, 0.1, 0.1]), options);
    // (0.6 · 2 + 0.3 · 2) / 4 − (0.3 · 2 + 0.1 · 2) / 4
    expect(result.low).toBeLessThan(0.25);
    expect(result.high).toBeGreaterThan(0.25);
    expect(result.low).toBeGreaterThan(0);
    expect(result.p_value).toBe(0.001);
    expect(equalityPValue(result, 0.05)).toBeGreaterThan(0.5);
    expect(differenceOfRates(twoRuns(150, 3, [0.6, 0.6, 0.3, 0.3, 0.1, 0.1]), options)).toEqual(result);
  });

  it('does not depend on labels of pairs that both select', () => {
    const runs = twoRuns(80, 5, [0.4, 0.4, 0.3, 0.3, 0.2, 0.2]);
    const label = runs.frame.label.map((value, i) =>
      i % 6 === 2 || i % 6 === 3 ? (value === 0 ? 0 : 2) : value,
    );
    const before = differenceOfRates(runs, { ...options, lambda: 0 });
    const after = differenceOfRates({ ...runs, frame: { ...runs.frame, label } }, { ...options, lambda: 0 });
    expect(after.estimate).toBeCloseTo(before.estimate ?? Number.NaN, 12);
  });

  it('rejects and misses about as often as it should when there is no difference', () => {
    let rejected = 0;
    let covered = 0;
    const runs = 300;
    for (let run = 0; run < runs; run++) {
      const result = differenceOfRates(twoRuns(40, 100 + run, [0.3, 0.3, 0.3, 0.3, 0.3, 0.3]), {
        ...options,
        seed: run,
        flips: 199,
      });
      if ((result.p_value ?? 1) <= 0.05) rejected += 1;
      if ((result.low ?? 0) <= 0 && (result.high ?? 0) >= 0) covered += 1;
    }
    // Two Monte Carlo standard errors above 5 %.
    expect(rejected / runs).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / runs));
    expect(covered / runs).toBeGreaterThan(0.91);
  });

  it('is zero and equal for one run with itself', () => {
    const runs = twoRuns(40, 9, [0.3, 0.3, 0.3, 0.3, 0.3, 0.3]);
    const same = differenceOfRates({ ...runs, second: runs.first }, options);
    expect(same).toMatchObject({ estimate: 0, low: 0, high: 0, p_value: 1 });
    expect(equalityPValue(same, 0.01)).toBe(0);
  });

  it('is not given without labels or positive probabilities', () => {
    const runs = twoRuns(10, 2, [0.3]);
    const none = { ...runs.frame, label: runs.frame.label.map(() => 0) };
    expect(differenceOfRates({ ...runs, frame: none }, options).reason).toMatch(/label these/);
    const closed = {
      ...runs.frame,
      humanProbability: runs.frame.humanProbability.map((value, i) => (i === 0 ? 0 : value)),
    };
    expect(differenceOfRates({ ...runs, frame: closed }, options).reason).toMatch(/label these/);
  });
});

describe('tests', () => {
  it("adjusts by Holm's steps", () => {
    // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
    const expected = [0.03, 0.06, 0.06, 0.02];
    holm([0.01, 0.04, 0.03, 0.005]).forEach((value, i) => expect(value).toBeCloseTo(expected[i] ?? 0, 12));
  });

  it('flips signs with the exact p in small samples', () => {
    // All of five values positive: of 32 sign patterns two are as extreme.
    const p = signFlipTest(Float64Array.from([1, 2, 3, 4, 5]), 7, 20_000);
    expect(p).toBeCloseTo(2 / 32, 2);
    expect(signFlipTest(Float64Array.from([1, 0, 0]), 7, 99)).toBe(1);
  });
});
