import { expect, test } from 'vitest';
import { becomeTheOnlyOne } from './one-instance.ts';

/** Another process that has the lock and ends after so many looks; `next`: somebody else takes it then. */
function other(looks: number, next: 'nobody' | 'somebody' = 'nobody') {
  let seen = 0;
  const told: string[] = [];
  return {
    told,
    isEnding: () => seen < looks,
    takeLock() {
      seen++;
      if (seen > looks && next === 'nobody') return true;
      told.push(seen > looks ? 'the next' : 'the ending one');
      return false;
    },
    pauseMs: 1,
    patienceMs: 1_000,
  };
}

test('starts at once where nobody is', async () => {
  expect(await becomeTheOnlyOne(other(0))).toBe(true);
});

test('starts as soon as one that is ending has ended', async () => {
  const ending = other(5);
  expect(await becomeTheOnlyOne(ending)).toBe(true);
  expect(ending.told).toHaveLength(5);
});

test('hands over to one that lives, also to one that came while it waited', async () => {
  const living = other(0, 'somebody');
  expect(await becomeTheOnlyOne(living)).toBe(false);
  expect(living.told).toEqual(['the next']);
  const later = other(3, 'somebody');
  expect(await becomeTheOnlyOne(later)).toBe(false);
  expect(later.told.at(-1)).toBe('the next');
});

test('gives up on one that does not end', async () => {
  expect(await becomeTheOnlyOne({ ...other(Infinity), patienceMs: 20 })).toBe(false);
});
