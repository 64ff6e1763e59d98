import { expect, test } from 'vitest';
import { backward, emptyTrail, leadTo, onward, placeOn } from './label-trail.ts';

test('goes on, back, and forth again without leaving anything out', () => {
  const third = [0, 2, 5].reduce(onward, emptyTrail);
  expect(placeOn(third)).toBe(5);
  const second = backward(third);
  expect(placeOn(second)).toBe(2);
  // What was seen after it comes first, whatever else is open.
  expect(placeOn(onward(second, 9))).toBe(5);
  expect(placeOn(onward(onward(second, 9), 9))).toBe(9);
});

test('back from the first leads through the queue to its start, and no further', () => {
  const first = onward(emptyTrail, 1);
  expect(placeOn(backward(first))).toBe(0);
  expect(backward(backward(first))).toEqual(backward(first));
});

test('the end is a place to come back from', () => {
  const end = onward(onward(emptyTrail, 4), null);
  expect(placeOn(end)).toBeNull();
  expect(placeOn(backward(end))).toBe(4);
});

test('an undone pair is shown, and the way leads back to where one was', () => {
  const here = [0, 1].reduce(onward, emptyTrail);
  const undone = leadTo(here, 7);
  expect(placeOn(undone)).toBe(7);
  expect(placeOn(onward(undone, 9))).toBe(1);
  expect(placeOn(leadTo(here, 0))).toBe(0);
});
