import { expect, it } from 'vitest';
import { allAtOnce, inRanges, type Pieces } from '../../shared/pieces.ts';
import { inTurns } from './in-turns.ts';

const count = 1_000_001;

function* added(busyMs: number): Pieces<number> {
  let sum = 0;
  yield* inRanges(count, (from, to) => {
    const until = performance.now() + busyMs;
    for (let i = from; i < to; i++) sum += i;
    while (performance.now() < until);
  });
  return sum;
}

it('does every entry once, in turns as all at once', async () => {
  const sum = (count * (count - 1)) / 2;
  expect(allAtOnce(added(0))).toBe(sum);
  expect(await inTurns(added(0))).toBe(sum);
});

it('lets others have their turn between two pieces', async () => {
  let turns = 0;
  const ticking = setInterval(() => turns++, 1);
  await inTurns(added(40));
  clearInterval(ticking);
  expect(turns).toBeGreaterThanOrEqual(3);
});

it('stops between two pieces', async () => {
  const stop = new AbortController();
  let pieces = 0;
  function* endless(): Pieces<void> {
    for (;;) {
      pieces++;
      if (pieces === 5) stop.abort(new Error('enough'));
      yield;
    }
  }
  await expect(inTurns(endless(), stop.signal)).rejects.toThrow('enough');
  expect(pieces).toBeGreaterThanOrEqual(5);
});
