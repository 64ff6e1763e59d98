import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layoutLadder } from './ladder-layout.ts';

const rowHeightPx = 22;
const score = fc.oneof(fc.double({ min: -2, max: 2, noNaN: true }), fc.constantFrom(0, 0.5, 0.5, -0));

test('rows never lie on the wrong side of the threshold, keep their order and never overlap', () => {
  fc.assert(
    fc.property(
      fc.array(score, { maxLength: 120 }),
      fc.option(score),
      fc.integer({ min: 0, max: 1500 }),
      (scores, threshold, minHeightPx) => {
        const items = scores.map((value, i) => ({ key: String(i), score: value }));
        const layout = layoutLadder({ items, threshold, rowHeightPx, minHeightPx });
        const { rows, thresholdPx, heightPx } = layout;
        expect(rows).toHaveLength(items.length);
        const cut = thresholdPx ?? 0;
        for (const [i, { key, rowPx, dotPx }] of rows.entries()) {
          const before = rows[i - 1] ?? { rowPx: -rowHeightPx / 2, dotPx: 0 };
          expect(rowPx - before.rowPx).toBeGreaterThanOrEqual(rowHeightPx - 1e-6);
          expect(dotPx).toBeGreaterThanOrEqual(before.dotPx - 1e-6);
          const isAbove = threshold !== null && (scores[Number(key)] ?? 0) >= threshold;
          expect(rowPx - rowHeightPx / 2).toBeGreaterThanOrEqual((isAbove ? 0 : cut) - 1e-6);
          expect(rowPx + rowHeightPx / 2).toBeLessThanOrEqual((isAbove ? cut : heightPx) + 1e-6);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('rows with room stand at their scores', () => {
  const items = [0.9, 0.5, 0.1].map((value) => ({ key: String(value), score: value }));
  const { rows, isLinear } = layoutLadder({ items, threshold: 0.4, rowHeightPx, minHeightPx: 800 });
  expect(isLinear).toBe(true);
  expect(rows[1]?.rowPx).toBeCloseTo(rows[1]?.dotPx ?? 0);
});

test('a crowded side stretches the axis', () => {
  const items = Array.from({ length: 40 }, (_, i) => ({ key: String(i), score: 0.9 - i * 0.0001 }));
  const layout = layoutLadder({ items, threshold: 0.4, rowHeightPx, minHeightPx: 400 });
  expect(layout.heightPx).toBeGreaterThanOrEqual(40 * rowHeightPx);
  expect(layout.thresholdPx ?? 0).toBeGreaterThanOrEqual(40 * rowHeightPx);
});
