import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ImportBench, importBench } from './testing/import-files.ts';

let bench: ImportBench;
let data = '';
beforeAll(async () => {
  bench = await importBench();
  data = join(bench.write('data', { 'pairs.jsonl': '{"query":"a","positive":"b"}\n' }), 'pairs.jsonl');
});
afterAll(() => bench.remove());

test('makes the folders above a workspace', async () => {
  const workspace = join(bench.folder, 'deep', 'er', 'w.negscope');
  await bench.import([data], { workspace, replace: false });
  expect(await readdir(join(bench.folder, 'deep', 'er'))).toEqual(['w.negscope']);
});

test('takes the folders away again that it made for one that failed', async () => {
  const workspace = join(bench.folder, 'other', 'er', 'w.negscope');
  await expect(bench.import([data], { workspace, split: 'none' })).rejects.toThrow('none');
  expect(await readdir(bench.folder)).not.toContain('other');
});

test.skipIf(process.platform !== 'linux').each(['/proc/negscope/w', '/proc/w', '/dev/null/w'])(
  'says at once that no workspace can be made at %s',
  async (workspace) => {
    await expect(bench.import([data], { workspace })).rejects.toMatchObject({
      code: 'invalid-input',
      message: `${workspace}: no workspace can be made there; choose another place`,
    });
  },
);
