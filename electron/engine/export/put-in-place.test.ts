import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLineFile } from './line-file.ts';
import { putInPlace, temporaryName } from './put-in-place.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-place-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file takes the place of another, and nothing else is left', async () => {
  const path = join(folder, 'out.jsonl');
  await writeFile(path, 'old');
  const temporary = temporaryName(path);
  await writeFile(temporary, 'new');
  await putInPlace(temporary, path, false);
  expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([['out.jsonl'], 'new']);
});

test('a folder takes the place of another, or of nothing', async () => {
  const path = join(folder, 'out');
  for (const name of ['one', 'two']) {
    const temporary = temporaryName(path);
    await mkdir(temporary);
    await writeFile(join(temporary, name), name);
    await putInPlace(temporary, path, true);
  }
  expect([await readdir(folder), await readdir(path)]).toEqual([['out'], ['two']]);
});

test('lines are counted and hashed as they are written, however many', async () => {
  const path = join(folder, 'lines');
  const file = await createLineFile(path);
  const line = `${'ä'.repeat(1000)}\n`;
  for (let i = 0; i < 2000; i++) await file.write(line);
  const written = await file.close();
  const { createHash } = await import('node:crypto');
  const bytes = await readFile(path);
  expect(written).toEqual({
    lines: 2000,
    bytes: 2000 * 2001,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  });
  expect(bytes.equals(Buffer.from(line.repeat(2000)))).toBe(true);
  await expect(createLineFile(path)).rejects.toMatchObject({ code: 'EEXIST' });
});
