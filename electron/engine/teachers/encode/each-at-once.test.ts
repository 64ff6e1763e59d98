import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachAtOnce } from './each-at-once.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('does every item once, in order of beginning, never more at once than told', async () => {
  const sizes = fc.tuple(fc.array(fc.nat(3), { maxLength: 20 }), fc.integer({ min: 1, max: 6 }));
  await fc.assert(
    fc.asyncProperty(sizes, async ([turns, atOnce]) => {
      const begun: number[] = [];
      let [running, most] = [0, 0];
      await eachAtOnce(Array.from(turns.keys()), atOnce, async (item) => {
        begun.push(item);
        running += 1;
        most = Math.max(most, running);
        for (let i = 0; i < (turns[item] ?? 0); i++) await turn();
        running -= 1;
      });
      expect(begun).toEqual(Array.from(turns.keys()));
      expect(most).toBeLessThanOrEqual(atOnce);
      expect(running).toBe(0);
    }),
    { numRuns: 50 },
  );
});

test('throws the first failure after what is at work has ended, and begins nothing more', async () => {
  const [begun, ended]: [number[], number[]] = [[], []];
  const done = eachAtOnce([0, 1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    await turn();
    if (item === 0) throw new Error('first');
    await turn();
    ended.push(item);
  });
  await expect(done).rejects.toThrow('first');
  expect(begun).toEqual([0, 1]);
  expect(ended).toEqual([1]);
});
