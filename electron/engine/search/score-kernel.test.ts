import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Similarity } from '../../../shared/domain/teacher.ts';
import { fixedOrderScore } from './fixed-order-score.ts';
import { createScoreKernel } from './score-kernel.ts';

const float = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.float({ min: -1, max: 1, noNaN: true }),
  fc.constantFrom(0, -0, 1),
);

test('the kernel gives the bits of the fixed-order score: any dimensions, any size, every similarity', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }).chain((dimensions) =>
        fc.record({
          dimensions: fc.constant(dimensions),
          document: fc.array(float, { minLength: dimensions + 3, maxLength: dimensions + 3 }),
          queries: fc.array(fc.array(float, { minLength: dimensions, maxLength: dimensions }), {
            minLength: 1,
            maxLength: 5,
          }),
        }),
      ),
      fc.constantFrom(...Similarity.options),
      ({ dimensions, document, queries }, similarity) => {
        const flat = new Float32Array(queries.flat());
        const vectors = new Float32Array(document);
        const rows = Int32Array.from(queries, (_, i) => queries.length - 1 - i);
        const scores = new Float32Array(queries.length);
        createScoreKernel(similarity, flat, dimensions).score(
          { vectors, offset: 3 },
          { rows, places: rows, from: 0, to: rows.length },
          scores,
        );
        const score = fixedOrderScore(similarity);
        const expected = queries.map((_, i) => score(flat, i * dimensions, vectors, 3, dimensions));
        expect([...scores]).toEqual(expected);
      },
    ),
    { numRuns: 300 },
  );
});

test('more queries than one call takes are all scored', () => {
  const rows = Int32Array.from({ length: 2_500 }, (_, i) => i);
  const scores = new Float32Array(rows.length);
  createScoreKernel('dot', Float32Array.from(rows), 1).score(
    { vectors: new Float32Array([2]), offset: 0 },
    { rows, places: rows, from: 0, to: rows.length },
    scores,
  );
  expect([...scores]).toEqual([...rows].map((row) => 2 * row));
});
