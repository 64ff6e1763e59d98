import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { nowAndThen } from './now-and-then.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('tells the first word at once and what follows as one word after the rest, for each key apart', () => {
  const told: string[] = [];
  const say = nowAndThen(1_000, (key) => told.push(key));
  say('a');
  say('a');
  say('b');
  say('a');
  expect(told).toEqual(['a', 'b']);
  vi.advanceTimersByTime(999);
  expect(told).toEqual(['a', 'b']);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['a', 'b', 'a']);
  vi.advanceTimersByTime(5_000);
  expect(told).toEqual(['a', 'b', 'a']);
  say('a');
  expect(told).toEqual(['a', 'b', 'a', 'a']);
});
