import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankCandidates } from './rank-candidates.ts';

const score = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, 2 ** -149),
  fc.float({ noNaN: true }),
);
const candidates = fc
  .uniqueArray(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { minLength: 1, maxLength: 60 })
  .chain((documents) =>
    fc.tuple(...documents.map((document) => fc.record({ document: fc.constant(document), score: score }))),
  );

test('the best come first, by score and then by document, with the bits they had: ties, zeros of both signs, any size', () => {
  fc.assert(
    fc.property(candidates, fc.nat(), fc.constantFrom(1, 40), (some, draw, times) => {
      const all = Array.from({ length: times }, (_, i) =>
        some.map((one) => ({ ...one, document: (one.document + i * 1_009) % 2 ** 31 })),
      ).flat();
      const unique = [...new Map(all.map((one) => [one.document, one])).values()];
      const wanted = 1 + (draw % unique.length);
      const documents = Int32Array.from(unique, (one) => one.document);
      const scores = Float32Array.from(unique, (one) => one.score);
      rankCandidates(documents, scores, unique.length, wanted);
      const expected = unique
        .toSorted((a, b) => (a.score === b.score ? a.document - b.document : b.score > a.score ? 1 : -1))
        .slice(0, wanted);
      expect([...documents.subarray(0, wanted)]).toEqual(expected.map((one) => one.document));
      expect([...scores.subarray(0, wanted)]).toEqual(expected.map((one) => Math.fround(one.score)));
    }),
  );
});
