import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEmbeddingStore } from './embedding-store.ts';
import { normaliseRows } from './normalise-rows.ts';
import { planBatches } from './plan-batches.ts';

describe('planBatches', () => {
  it('holds every text once, within cost and number, the most expensive first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50)),
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 1, max: 9 }),
        (costs, most, texts) => {
          const batches = planBatches(costs, most, texts);
          expect(batches.flat().toSorted((a, b) => a - b)).toEqual(costs.map((_, i) => i));
          const highest = batches.map((batch) => Math.max(...batch.map((i) => costs[i] ?? 0)));
          for (const [i, batch] of batches.entries()) {
            expect(batch.length).toBeLessThanOrEqual(texts);
            expect(batch.length === 1 || (highest[i] ?? 0) * batch.length <= most).toBe(true);
          }
          expect(highest).toEqual(highest.toSorted((a, b) => b - a));
        },
      ),
    );
  });
});

describe('normaliseRows', () => {
  it('gives unit length, the same direction, and leaves zero rows', () => {
    const rows = Float32Array.of(3, 4, 0, 0, -1e-20, 0, 1e19, 0);
    normaliseRows(rows, 2);
    expect([...rows]).toEqual([Math.fround(0.6), Math.fround(0.8), 0, 0, -1, 0, 1, 0]);
  });
});

describe('createEmbeddingStore', () => {
  it('says that the disk is too small before it begins', async () => {
    const files = { whole: 'x.npy', partial: 'x.partial.npy', journal: 'x.partial.rows' };
    await expect(createEmbeddingStore(files, 1e9, 1e6)).rejects.toMatchObject({ code: 'disk-full' });
  });
});
