import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { manifestPath } from './manifest.ts';
import { mustBeReplaceable } from './replaceable.ts';

let folder = '';
let workspace = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'negscope-replaceable-'));
  workspace = join(folder, 'w.negscope');
  await mkdir(workspace);
});
afterEach(() => rm(folder, { recursive: true }));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const refusal = expect.objectContaining({ code: 'already-exists' });

async function exported(
  path: string,
  format: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const listed = Object.entries(files).map(([name, text]) => ({ name, sha256: sha256(text) }));
  await writeFile(manifestPath(path), JSON.stringify({ negscope_export: 1, format, files: listed }));
}

test('what is not there, or holds nothing, may be written', async () => {
  await writeFile(join(folder, 'empty'), '');
  await mkdir(join(folder, 'folder'));
  for (const name of ['new', 'empty', 'folder']) {
    await expect(mustBeReplaceable(join(folder, name), false, workspace)).resolves.toBeUndefined();
  }
});

test('an unchanged earlier export may be written again, a changed one only with replace', async () => {
  const path = join(folder, 'a.jsonl');
  await exported(path, 'negscope', { 'a.jsonl': 'one\n' });
  await writeFile(path, 'one\n');
  await mustBeReplaceable(path, false, workspace);
  await writeFile(path, 'one, by hand\n');
  await expect(mustBeReplaceable(path, false, workspace)).rejects.toEqual(refusal);
  await mustBeReplaceable(path, true, workspace);
});

test('a folder is only ever replaced where it is exactly an earlier export', async () => {
  const path = join(folder, 'beir');
  await mkdir(join(path, 'qrels'), { recursive: true });
  await exported(path, 'beir', { 'corpus.jsonl': 'c\n', 'qrels/train.tsv': 'q\n' });
  await writeFile(join(path, 'corpus.jsonl'), 'c\n');
  await writeFile(join(path, 'qrels', 'train.tsv'), 'q\n');
  await mustBeReplaceable(path, false, workspace);
  await writeFile(join(path, 'mine.txt'), 'keep me');
  await expect(mustBeReplaceable(path, true, workspace)).rejects.toEqual(refusal);
});

test('no file of the workspace is ever replaced', async () => {
  const path = join(workspace, 'negscope.duckdb');
  await writeFile(path, 'data');
  await expect(mustBeReplaceable(path, true, workspace)).rejects.toEqual(refusal);
});
