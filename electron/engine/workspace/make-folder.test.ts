import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-make-folder-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('makes every folder above, and says which was the first', async () => {
  expect(await makeFolder(join(folder, 'a', 'b'))).toBe(join(folder, 'a'));
  expect(await makeFolder(join(folder, 'a', 'b'))).toBeNull();
  expect(await readdir(join(folder, 'a'))).toEqual(['b']);
});

test('two at once both succeed', async () => {
  await Promise.all([makeFolder(join(folder, 'c', 'd')), makeFolder(join(folder, 'c', 'd'))]);
  expect(await readdir(join(folder, 'c'))).toEqual(['d']);
});

test('says so where a file is in the way', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(makeFolder(join(folder, 'file', 'x'))).rejects.toMatchObject({ code: 'EEXIST' });
});

test.skipIf(process.platform !== 'linux')('ends where a folder can never be made', async () => {
  await expect(makeFolder('/proc/negscope/x')).rejects.toMatchObject({ code: 'ENOENT' });
});
