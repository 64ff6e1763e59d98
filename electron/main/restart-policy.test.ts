import { describe, expect, it } from 'vitest';
import { createRestartPolicy } from './restart-policy.ts';

describe('restarting the engine', () => {
  it('waits longer each time and gives up after too many ends within the window', () => {
    const policy = createRestartPolicy({ most: 3, withinMs: 1_000 });
    expect([0, 10, 20, 30].map((now) => policy.next(now))).toEqual([100, 200, 400, null]);
  });
  it('starts afresh when the last end is long ago, or when told to forget', () => {
    const policy = createRestartPolicy({ most: 1, withinMs: 1_000 });
    expect([0, 1_500].map((now) => policy.next(now))).toEqual([100, 100]);
    expect(policy.next(1_600)).toBeNull();
    policy.forget();
    expect(policy.next(1_700)).toBe(100);
  });
});
