import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addEvidence, piecesOf, withoutEvidence, type EvidenceSpan } from './evidence-spans.ts';

const span = fc
  .tuple(fc.nat({ max: 60 }), fc.nat({ max: 60 }))
  .map(([a, b]): EvidenceSpan => ({ from: Math.min(a, b), to: Math.max(a, b) }));

function marked(spans: readonly EvidenceSpan[]): readonly number[] {
  return [...Array.from({ length: 61 }).keys()].filter((at) =>
    spans.some(({ from, to }) => from <= at && at < to),
  );
}

test('spans stay ascending and apart, and mark exactly what was added', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (added) => {
      const spans = added.reduce<readonly EvidenceSpan[]>(addEvidence, []);
      expect(marked(spans)).toEqual(marked(added));
      for (const [i, { from }] of spans.entries()) expect(from).toBeGreaterThan(spans[i - 1]?.to ?? -1);
    }),
  );
});

test('pieces put together are the text, and each is marked throughout or not at all', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 50 }),
      fc.nat({ max: 9 }),
      fc.array(span, { maxLength: 6 }),
      fc.option(span),
      (text, start, added, pointed) => {
        const spans = added.reduce<readonly EvidenceSpan[]>(addEvidence, []);
        const pieces = piecesOf(text, start, spans, pointed);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const { text: own, from, isMarked } of pieces) {
          for (let at = from; at < from + own.length; at += 1)
            expect(marked(spans).includes(at)).toBe(isMarked);
        }
      },
    ),
  );
});

test('a removed span is gone, others stay', () => {
  const spans = [
    { from: 1, to: 4 },
    { from: 8, to: 9 },
  ];
  expect(withoutEvidence(spans, { from: 1, to: 4 })).toEqual([{ from: 8, to: 9 }]);
  expect(addEvidence(spans, { from: 5, to: 5 })).toBe(spans);
});
