import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binOf, histogramEdges } from './histogram.ts';

describe('histogram', () => {
  it('closes bins on the left, and the last one on both sides', () => {
    const edges = histogramEdges(0, 1, 4);
    expect([0, 0.25, 0.4999, 0.5, 1].map((value) => binOf(edges, value))).toEqual([0, 1, 1, 2, 3]);
  });
  it('puts every value between its own edges', () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 50 }),
        fc.integer({ min: 1, max: 60 }),
        (values, bins) => {
          const edges = histogramEdges(Math.min(...values), Math.max(...values), bins);
          for (const value of values) {
            const bin = binOf(edges, value);
            expect(edges[bin]).toBeLessThanOrEqual(value);
            const end = edges[bin + 1] ?? Number.NaN;
            expect(value < end || (bin === bins - 1 && value === end)).toBe(true);
          }
        },
      ),
    );
  });
  it('has a unit of room around a single value, and for none', () => {
    expect([...histogramEdges(3, 3, 2), ...histogramEdges(Number.NaN, Number.NaN, 2)]).toEqual([
      2.5, 3, 3.5, 0, 0.5, 1,
    ]);
  });
});
