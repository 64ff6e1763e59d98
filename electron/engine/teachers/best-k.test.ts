import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBestK } from './best-k.ts';

describe('createBestK', () => {
  it('equals sorting everything, with ties by document index, and is empty after draining', () => {
    const score = fc.constantFrom(-1, 0, 0.1, Math.fround(0.1), 2, 2.5);
    fc.assert(
      fc.property(fc.array(score), fc.integer({ min: 0, max: 12 }), (offered, k) => {
        const best = createBestK(k);
        const documents = new Int32Array(k + 1).fill(-1);
        const scores = new Float32Array(k + 1);
        for (let round = 0; round < 2; round++) {
          for (const [i, own] of offered.entries()) best.offer((i * 7919) % 100_003, own);
          const expected = offered
            .map((own, i) => ({ document: (i * 7919) % 100_003, score: Math.fround(own) }))
            .sort((a, b) => b.score - a.score || a.document - b.document)
            .slice(0, k);
          const count = best.drain(documents, scores, 1);
          expect([...documents.subarray(1, 1 + count)]).toEqual(expected.map(({ document }) => document));
          expect([...scores.subarray(1, 1 + count)]).toEqual(expected.map(({ score: own }) => own));
        }
      }),
    );
  });
});
