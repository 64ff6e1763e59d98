import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { collectAtRest } from './collect-at-rest.ts';

/** Longer than a busy machine lets a test wait between two lines. */
const restMs = 1_000;

/** Arrays that nobody has any more; too few for V8 to collect them by itself. */
function leaveGarbage(): () => number {
  const left = Array.from({ length: 5 }, () => new WeakRef(new Float64Array(100_000)));
  return () => left.filter((one) => one.deref() !== undefined).length;
}

test('a thread at rest gives back what nobody uses, not while it works, and again after more work', async () => {
  const worked = collectAtRest(restMs);
  async function keptAtWork(): Promise<() => number> {
    const kept = leaveGarbage();
    for (let i = 0; i < 5; i++) {
      worked();
      await wait(5);
    }
    return kept;
  }
  for (const _ of [1, 2]) {
    let kept = await keptAtWork();
    // V8 may collect in that moment for reasons of its own, but not each time.
    for (let tries = 0; kept() < 5 && tries < 20; tries++) kept = await keptAtWork();
    expect(kept()).toBe(5);
    await expect.poll(kept, { timeout: 5_000 }).toBe(0);
  }
}, 20_000);

test('no script of this process finds the collector afterwards', () => {
  collectAtRest(restMs);
  expect(Reflect.get(globalThis, 'gc')).toBe(undefined);
});
