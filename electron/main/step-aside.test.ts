import { expect, test } from 'vitest';
import { stepAside } from './step-aside.ts';

const area = { x: 0, y: 40, width: 1920, height: 1000 };

test('a further window never lies exactly on another', () => {
  const size = { width: 1440, height: 900 };
  const first = { x: 10, y: 50, ...size };
  const second = stepAside(first, [first], area);
  expect(second).toEqual({ x: 38, y: 78, ...size });
  expect(stepAside(first, [first, second], area)).toEqual({ x: 66, y: 106, ...size });
  expect(stepAside({ x: 470, y: 50, ...size }, [], area)).toEqual({ x: 0, y: 40, ...size });
});

test('one as large as the screen can only move out of it, and comes back', () => {
  const whole = { x: 0, y: 40, width: 1920, height: 1000 };
  const second = stepAside(whole, [whole], area);
  expect(second).toEqual({ ...whole, x: 28, y: 68 });
  expect(stepAside(second, [second], area)).toEqual(whole);
});
