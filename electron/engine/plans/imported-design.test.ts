import { expect, test } from 'vitest';
import { hashUniform } from '../../../shared/random.ts';
import { allAtOnce } from '../../../shared/pieces.ts';
import { noImportedPairs, sampleColumns } from './imported-design.ts';

const count = 1_000;
const nothing = new Float64Array(count);
const frame = {
  pairs: { baseline: new Uint8Array(count) },
  count,
  query: Int32Array.from({ length: count }, (_, pair) => Math.floor(pair / 10)),
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
    const { probability } = allAtOnce(sampleColumns(frame, nothing, sampleOf(count, seed), run));
    expect(probability.every((one) => one > 0)).toBe(true);
  }
});

test('and none of the pairs of a run of which it can only have been drawn in part', () => {
  const run = new Uint8Array(count).fill(1);
  const imported = sampleOf(600, 7);
  const { probability } = allAtOnce(sampleColumns(frame, nothing, imported, run));
  expect([...probability.keys()].filter((pair) => (probability[pair] ?? 0) > 0)).toEqual([
    ...imported.probability.keys(),
  ]);
});

test('a line for every pair of a run, each certain, covers it; one missing shows', () => {
  const run = new Uint8Array(count).fill(1);
  const imported = noImportedPairs();
  for (let pair = 1; pair < count; pair++) imported.probability.set(pair, 1);
  expect(allAtOnce(sampleColumns(frame, nothing, imported, run)).probability[0]).toBe(0);
  imported.probability.set(0, 1);
  expect(allAtOnce(sampleColumns(frame, nothing, imported, run)).probability.every((one) => one === 1)).toBe(
    true,
  );
});

test('whole queries that were drawn, each with a probability of its own, reach all of the run; a part of them does not', () => {
  const run = new Uint8Array(count).fill(1);
  const drawn = (seed: number, reach: number): ReturnType<typeof noImportedPairs> => {
    const imported = noImportedPairs();
    for (let pair = 0; pair < reach; pair++) {
      const query = Math.floor(pair / 10);
      const chance = query % 2 === 0 ? 0.4 : 0.1;
      if (hashUniform(seed, 'query', String(query)) < chance) imported.probability.set(pair, chance);
    }
    return imported;
  };
  let refused = 0;
  let taken = 0;
  for (let seed = 1; seed <= 200; seed++) {
    const whole = allAtOnce(sampleColumns(frame, nothing, drawn(seed, count), run));
    if (!whole.probability.every((one) => one > 0)) refused++;
    expect(Math.max(...whole.together)).toBe(10);
    const part = allAtOnce(sampleColumns(frame, nothing, drawn(seed, 200), run));
    if (part.probability.every((one) => one > 0)) taken++;
  }
  // Where lines were taken for drawn singly, one legitimate sample in eight was refused.
  expect(refused).toBeLessThan(4);
  expect(taken).toBeLessThan(20);
});
