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

const vectorsOf = (dimensions: number) =>
  fc.array(fc.array(float, { minLength: dimensions, maxLength: dimensions }), { minLength: 1, maxLength: 5 });

test('the kernel gives the bits of the fixed-order score: any dimensions, any size, every similarity', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }).chain((dimensions) =>
        fc.record({
          dimensions: fc.constant(dimensions),
          documents: vectorsOf(dimensions),
          queries: vectorsOf(dimensions),
        }),
      ),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(...Similarity.options),
      ({ dimensions, documents, queries }, draws, similarity) => {
        const queryRows = new Float32Array(queries.flat());
        const documentRows = new Float32Array(documents.flat());
        const rows = Int32Array.from(draws, ([draw]) => draw % queries.length);
        const wanted = Int32Array.from(draws, ([, draw]) => draw % documents.length);
        const places = Int32Array.from(draws, (_, i) => draws.length - 1 - i);
        const scores = new Float32Array(draws.length);
        const kernel = createScoreKernel(similarity, queryRows, dimensions, documents.length);
        kernel.takeDocuments(documentRows);
        kernel.score({ documents: wanted, rows, places, from: 0, to: draws.length }, scores);
        const score = fixedOrderScore(similarity);
        const expected = new Float32Array(draws.length);
        for (const [i, place] of places.entries()) {
          const [row, document] = [rows[i] ?? 0, wanted[i] ?? 0];
          expected[place] = score(
            queryRows,
            row * dimensions,
            documentRows,
            document * dimensions,
            dimensions,
          );
        }
        expect([...scores]).toEqual([...expected]);
      },
    ),
    { numRuns: 300 },
  );
});

test('more pairs than one call takes are all scored', () => {
  const rows = Int32Array.from({ length: 10_000 }, (_, i) => i);
  const scores = new Float32Array(rows.length);
  const kernel = createScoreKernel('dot', Float32Array.from(rows), 1, 1);
  kernel.takeDocuments(new Float32Array([2]));
  const documents = new Int32Array(rows.length);
  kernel.score({ documents, rows, places: rows, from: 0, to: rows.length }, scores);
  expect([...scores]).toEqual([...rows].map((row) => 2 * row));
});
