import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planCopies } from './plan-copies.ts';

const GB = 2 ** 30;

test('gives each thread a copy while all of them take no more than a thirty-second of the memory', () => {
  expect(planCopies(2, 91e6, 16 * GB)).toEqual({
    threadsOf: [1, 1],
    reason: 'each thread computes batches of its own',
  });
  expect(planCopies(8, 91e6, 8 * GB)).toEqual({
    threadsOf: [4, 4],
    reason: '2 batches at once: more copies of the model than 2 would take more than 1/32 of the memory',
  });
  expect(planCopies(4, 1.3e9, 16 * GB)).toEqual({
    threadsOf: [4],
    reason:
      'all threads share one batch: more copies of the model than 1 would take more than 1/32 of the memory',
  });
  expect(planCopies(1, 0, GB)).toEqual({ threadsOf: [1], reason: 'one batch at a time' });
});

test('uses every thread once, evenly', () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 128 }), fc.nat(4e9), fc.integer({ min: 1, max: 2 ** 40 }));
  fc.assert(
    fc.property(sizes, ([threads, weightBytes, memoryBytes]) => {
      const { threadsOf } = planCopies(threads, weightBytes, memoryBytes);
      expect(threadsOf.reduce((sum, each) => sum + each, 0)).toBe(threads);
      expect(Math.max(...threadsOf) - Math.min(...threadsOf)).toBeLessThanOrEqual(1);
      expect(Math.min(...threadsOf)).toBeGreaterThanOrEqual(1);
      const most = Math.max(1, memoryBytes / 32 / Math.max(1, weightBytes));
      expect(threadsOf.length).toBeLessThanOrEqual(most);
    }),
  );
});
