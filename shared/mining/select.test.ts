import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MiningSettings } from '../domain/mining-settings.ts';
import { textHash } from '../random.ts';
import { poolOf } from '../testing/pool-of.ts';
import { decidePool } from './decide-pool.ts';
import type { IdHashes } from './select.ts';

const candidates = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4];

function hashes(queries: readonly string[], documents: number): IdHashes {
  return {
    queries: Float64Array.from(queries, textHash),
    documents: Float64Array.from({ length: documents }, (_, i) => textHash(`d${i % 100}`)),
  };
}

/** Selected columns of each query; every query has the same six candidates. */
function draw(values: Partial<MiningSettings>, queries: readonly string[]): readonly (readonly number[])[] {
  const settings = MiningSettings.parse(values);
  const pool = poolOf(queries.map(() => ({ candidates, positives: [1] })));
  const { selected } = decidePool({ pool, idHashes: hashes(queries, queries.length * 100) }, settings);
  return queries.map((_, i) =>
    [...selected.subarray(i * settings.numNegatives, (i + 1) * settings.numNegatives)].filter((c) => c >= 0),
  );
}

const names = Array.from({ length: 4000 }, (_, i) => `q${i}`);

describe('sampling', () => {
  it("does not let other queries or their order change a query's draw", () => {
    for (const select of ['softmax', 'uniform', 'top1-softmax'] as const) {
      const together = draw({ select, numNegatives: 2, temperature: 0.2 }, names.slice(0, 50));
      const reversed = draw({ select, numNegatives: 2, temperature: 0.2 }, names.slice(0, 50).toReversed());
      expect(reversed.toReversed()).toEqual(together);
    }
  });
  it('keeps a drawn candidate drawn while the threshold falls to just above it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.integer({ min: 1, max: 5 }), (name, dropped) => {
        const values = { select: 'softmax', numNegatives: 2, temperature: 0.2 } as const;
        const [before = []] = draw(values, [name]);
        const [after = []] = draw({ ...values, maxScore: (candidates[dropped] ?? 0) + 0.01 }, [name]);
        expect(after).toEqual(expect.arrayContaining(before.filter((column) => column >= dropped)));
      }),
    );
  });
  it('draws with the probabilities of a softmax over the best of the kept', () => {
    const first = draw({ select: 'softmax', numNegatives: 1, temperature: 0.2, fromTop: 3 }, names);
    const weights = [0.9, 0.8, 0.7].map((score) => Math.exp(score / 0.2));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [column, weight] of weights.entries()) {
      // Standard error 0.008.
      expect(first.filter(([c]) => c === column).length / names.length).toBeCloseTo(weight / total, 1);
    }
    expect(first.flat().every((column) => column < 3)).toBe(true);
  });
  it('draws evenly when asked to, in rank order, and differently under another seed', () => {
    const pairs = draw({ select: 'uniform', numNegatives: 2, fromTop: 6 }, names);
    for (let column = 0; column < 6; column++) {
      expect(pairs.filter((pair) => pair.includes(column)).length / names.length).toBeCloseTo(1 / 3, 1);
    }
    expect(pairs.every(([a = 0, b = 0]) => a < b)).toBe(true);
    expect(draw({ select: 'uniform', numNegatives: 2, seed: 1 }, names)).not.toEqual(pairs);
  });
  it('always takes the first under top1-softmax', () => {
    const pairs = draw({ select: 'top1-softmax', numNegatives: 2, temperature: 0.2 }, names.slice(0, 200));
    expect(pairs.every(([first]) => first === 0)).toBe(true);
    expect(new Set(pairs.map(([, second]) => second)).size).toBeGreaterThan(2);
  });
  it('leaves a query short where the best of the kept are fewer than asked for, and takes all of them', () => {
    expect(draw({ select: 'softmax', numNegatives: 4, fromTop: 3, minScore: 0.5 }, ['q'])).toEqual([
      [0, 1, 2],
    ]);
    expect(draw({ select: 'softmax', numNegatives: 4, temperature: 1e-320 }, ['q'])).toEqual([[0, 1, 2, 3]]);
  });
});
