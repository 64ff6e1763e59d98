import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brushByDrag, brushByKey, type BinRange } from './brush-range.ts';

test('no key leads a brush out of the chart or makes it empty', () => {
  const key = fc.constantFrom(
    'ArrowLeft',
    'ArrowRight',
    'ArrowUp',
    'ArrowDown',
    'Home',
    'End',
    'Enter',
    'Escape',
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.array(fc.tuple(key, fc.boolean())), (bins, presses) => {
      let range: BinRange | null = null;
      for (const [pressed, shift] of presses) {
        const next: BinRange | null | undefined = brushByKey(pressed, shift, range, bins);
        if (next !== undefined) range = next;
        if (range === null) continue;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeGreaterThan(range.first);
        expect(range.end).toBeLessThanOrEqual(bins);
      }
    }),
  );
});

test('shift and an arrow move the end only; escape clears', () => {
  expect(brushByKey('ArrowRight', true, { first: 2, end: 4 }, 10)).toEqual({ first: 2, end: 5 });
  expect(brushByKey('ArrowLeft', false, { first: 2, end: 4 }, 10)).toEqual({ first: 1, end: 3 });
  expect(brushByKey('Escape', false, { first: 2, end: 4 }, 10)).toBeNull();
  expect(brushByKey('Escape', false, null, 10)).toBeUndefined();
});

test('a click brushes the bin under it, a drag all between, in either direction', () => {
  expect(brushByDrag(0.55, 0.55, 10)).toEqual({ first: 5, end: 6 });
  expect(brushByDrag(0.9, 0.11, 10)).toEqual({ first: 1, end: 10 });
  expect(brushByDrag(-1, 2, 10)).toEqual({ first: 0, end: 10 });
});
