import { expect, test } from 'vitest';
import { scaledScroll } from './scaled-scroll.ts';

test('a million rows are scrolled as they are', () => {
  expect(scaledScroll(30_000_000, 500)).toEqual({ heightPx: 30_000_000, scale: 1 });
});

test('the end of the bar is the last row, however many there are', () => {
  const totalPx = 30 * 50_000_000;
  const { heightPx, scale } = scaledScroll(totalPx, 500);
  expect(heightPx).toBeLessThan(33_000_000);
  expect((heightPx - 500) * scale).toBeCloseTo(totalPx - 500, 3);
});
