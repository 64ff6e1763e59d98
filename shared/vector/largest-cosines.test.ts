import { expect, it } from 'vitest';
import { largestCosines } from './largest-cosines.ts';

it('gives the largest cosine to any other row, whatever the lengths, and 0 for a zero vector', () => {
  const rows = [Float32Array.of(3, 0), Float32Array.of(1, 1), Float32Array.of(0, 0)];
  const others = [Float32Array.of(0, -2), Float32Array.of(5, 0)];
  expect([...largestCosines(rows, others)]).toEqual([1, Math.fround(Math.SQRT1_2), 0]);
  expect([...largestCosines(rows, [])]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});
