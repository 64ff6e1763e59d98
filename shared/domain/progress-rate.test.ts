import { expect, test } from 'vitest';
import { addSample, rateOf, type ProgressSample } from './progress-rate.ts';

function sample(atMs: number, done: number, stage = 'encode'): ProgressSample {
  return { atMs, progress: { stage, done, total: 1000, unit: 'documents' } };
}

test('says rate and time left from the window', () => {
  const samples = [sample(0, 0), sample(1000, 20), sample(2000, 50)].reduce(addSample, []);
  expect(rateOf(samples)).toEqual({ perSecond: 25, secondsLeft: 38 });
});

test('starts again with a new stage', () => {
  const samples = [sample(0, 0), sample(2000, 50), sample(3000, 0, 'search')].reduce(addSample, []);
  expect(rateOf(samples)).toEqual({ perSecond: null, secondsLeft: null });
});

test('forgets what lies more than fifteen seconds back', () => {
  const samples = [sample(0, 0), sample(20_000, 10), sample(30_000, 110)].reduce(addSample, []);
  expect(rateOf(samples).perSecond).toBe(10);
});
