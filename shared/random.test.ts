import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gumbelOfHashes, hashUniform, textHash } from './random.ts';

describe('hashUniform', () => {
  it('is a float32 number from 0 to below 1', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.string(), fc.string(), (seed, query, document) => {
        const value = hashUniform(seed, query, document);
        expect(value).toBe(Math.fround(value));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
      }),
    );
  });
  it('depends on the seed, on each id, and on which id is which', () => {
    const values = [
      hashUniform(0, 'a', 'b'),
      hashUniform(1, 'a', 'b'),
      hashUniform(2 ** 32, 'a', 'b'),
      hashUniform(0, 'b', 'a'),
      hashUniform(0, 'ab', ''),
      hashUniform(0, '', 'ab'),
    ];
    expect(new Set(values).size).toBe(values.length);
  });
  it('fills 64 bins evenly and shows no link between neighbouring ids', () => {
    const bins = new Int32Array(64);
    const pairs = 64_000;
    let products = 0;
    for (let i = 0; i < pairs; i++) {
      const value = hashUniform(7, `query-${i % 320}`, String(i));
      const index = Math.floor(value * 64);
      bins[index] = (bins[index] ?? 0) + 1;
      products += (value - 0.5) * (hashUniform(7, `query-${i % 320}`, String(i + 1)) - 0.5);
    }
    const chiSquare = bins.reduce((sum, n) => sum + (n - pairs / 64) ** 2 / (pairs / 64), 0);
    // 63 degrees of freedom: 0.1 % lies above 104.
    expect(chiSquare).toBeLessThan(104);
    // Standard error of a correlation of 64,000 pairs: 0.004.
    expect(Math.abs((products / pairs) * 12)).toBeLessThan(0.015);
  });
  it('never changes: stored runs are reproduced from it', () => {
    expect([hashUniform(0, 'q1', 'd1'), hashUniform(42, 'Frage', 'größe')]).toMatchInlineSnapshot(`
      [
        0.37720799446105957,
        0.5948598384857178,
      ]
    `);
  });
});

describe('gumbelOfHashes', () => {
  it('is finite, with the mean and variance of the Gumbel distribution', () => {
    const values = Array.from({ length: 20_000 }, (_, i) =>
      gumbelOfHashes(5, textHash('q'), textHash(`d${i}`)),
    );
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
    expect(values.every(Number.isFinite)).toBe(true);
    expect(mean).toBeCloseTo(0.5772, 1);
    expect(variance).toBeCloseTo(Math.PI ** 2 / 6, 1);
  });
});
