import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutLadder } from '../../charts/ladder-layout.ts';
import { ladderScale } from './ladder-scale.ts';

describe('the ladder’s scale', () => {
  it('finds every score where it is drawn, and its place leads back to it', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 60 }),
        fc.integer({ min: -1100, max: 1100 }),
        (grades, bound) => {
          const items = grades.map((grade) => ({ key: `k${grade}`, score: grade / 1000 }));
          const threshold = bound / 1000;
          const layout = layoutLadder({ items, threshold, rowHeightPx: 24, minHeightPx: 400 });
          const scale = ladderScale(layout, new Map(items.map(({ key, score }) => [key, score])), threshold);
          for (const { score } of items) expect(scale.scoreAt(scale.pxOf(score))).toBeCloseTo(score, 6);
          const [high, low] = [Math.max(...grades), Math.min(...grades)];
          expect(scale.pxOf(high / 1000)).toBeLessThan(scale.pxOf(low / 1000));
        },
      ),
    );
  });
  it('goes on beyond the last mark', () => {
    const items = [
      { key: 'a', score: 0.8 },
      { key: 'b', score: 0.4 },
    ];
    const layout = layoutLadder({ items, threshold: null, rowHeightPx: 24, minHeightPx: 400 });
    const scale = ladderScale(layout, new Map(items.map(({ key, score }) => [key, score])), null);
    expect(scale.scoreAt(-100)).toBeGreaterThan(0.8);
    expect(scale.scoreAt(layout.heightPx + 100)).toBeLessThan(0.4);
  });
});
