import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isInside } from './is-inside.ts';

const folder = join('data', 'one.negscope');

test.each([
  ['a file in the folder', join(folder, 'x.npy'), true],
  ['a file deeper in it', join(folder, 'pools', 'x.npy'), true],
  ['a name that begins with two dots', join(folder, '..x'), true],
  ['the folder itself', folder, false],
  ['the folder above', 'data', false],
  ['a folder beside it whose name begins alike', `${folder}2`, false],
  ['what climbs out of it', join(folder, '..', 'x'), false],
])('%s', (_, path, expected) => {
  expect(isInside(folder, path)).toBe(expected);
});
