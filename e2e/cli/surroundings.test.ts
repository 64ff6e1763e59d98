import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { builtCli } from './built-cli.ts';

let cli = '';
let folder = '';

beforeAll(async () => {
  cli = await builtCli();
  folder = await mkdtemp(join(tmpdir(), 'negscope-surroundings-'));
}, 120_000);

afterAll(() => rm(folder, { recursive: true }));

test.skipIf(process.platform === 'win32')(
  'a shell whose folder is gone is told so in one line, and absolute paths do without it',
  async () => {
    const relative = await inRemovedFolder('here.negscope');
    expect([relative.code, JSON.parse(relative.out)]).toEqual([
      1,
      { error: { code: 'failed', message: 'the folder that this shell is in is gone; go to another one' } },
    ]);
    const absolute = await inRemovedFolder(join(folder, 'there.negscope'));
    expect([absolute.code, JSON.parse(absolute.out)]).toMatchObject([
      1,
      { error: { code: 'file-not-found' } },
    ]);
  },
  60_000,
);

function inRemovedFolder(workspace: string): Promise<{ readonly code: unknown; readonly out: string }> {
  const script = 'mkdir "$1" && cd "$1" && rmdir "$1" && shift && exec "$@"';
  const command = [process.execPath, cli, 'teacher', 'list', workspace, '--json', '--quiet'];
  return new Promise((resolve) =>
    execFile('sh', ['-c', script, 'sh', join(folder, 'gone'), ...command], (error, out) =>
      resolve({ code: error?.code ?? 0, out }),
    ),
  );
}
