import { expect, test } from 'vitest';
import { hashUniform } from '../../../shared/random.ts';
import { noImportedPairs, sampleColumns } from './imported-design.ts';

const count = 1_000;
const nothing = new Float64Array(count);
const frame = {
  pairs: { baseline: new Uint8Array(count) },
  count,
  firstEntry: Int32Array.from({ length: count + 1 }, (_, pair) => pair),
};

/** A sample of the first `reach` pairs, every second with another probability. */
function sampleOf(reach: number, seed: number): ReturnType<typeof noImportedPairs> {
  const imported = noImportedPairs();
  for (let pair = 0; pair < reach; pair++) {
    const chance = pair % 2 === 0 ? 0.5 : 0.15;
    if (hashUniform(seed, 'pair', String(pair)) < chance) imported.probability.set(pair, chance);
  }
  return imported;
}

test('a sample with given probabilities reaches all of a run that it was drawn from', () => {
  const run = new Uint8Array(count).fill(1);
  for (let seed = 1; seed <= 50; seed++) {
    const { probability } = sampleColumns(frame, nothing, sampleOf(count, seed), run);
    expect(probability.every((one) => one > 0)).toBe(true);
  }
});

test('and none of the pairs of a run of which it can only have been drawn in part', () => {
  const run = new Uint8Array(count).fill(1);
  const imported = sampleOf(600, 7);
  const { probability } = sampleColumns(frame, nothing, imported, run);
  expect([...probability.keys()].filter((pair) => (probability[pair] ?? 0) > 0)).toEqual([
    ...imported.probability.keys(),
  ]);
});

test('a line for every pair of a run, each certain, covers it; one missing shows', () => {
  const run = new Uint8Array(count).fill(1);
  const imported = noImportedPairs();
  for (let pair = 1; pair < count; pair++) imported.probability.set(pair, 1);
  expect(sampleColumns(frame, nothing, imported, run).probability[0]).toBe(0);
  imported.probability.set(0, 1);
  expect(sampleColumns(frame, nothing, imported, run).probability.every((one) => one === 1)).toBe(true);
});
