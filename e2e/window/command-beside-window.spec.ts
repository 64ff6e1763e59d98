import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { launchApp } from '../launch.ts';

const run = promisify(execFile);
const negscope = (...args: string[]) =>
  run(process.execPath, [
    resolve(import.meta.dirname, '../../dist/main/negscope.js'),
    ...args,
    '--json',
    '--quiet',
  ]);

test('a command works on the workspace that a window holds, and an opened folder is shown at start', async () => {
  test.setTimeout(240_000);
  const first = await launchApp();
  const workspace = join(first.userData, 'beside.negscope');
  const sample = resolve(import.meta.dirname, '../../resources/sample');
  await negscope('import', workspace, sample);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  const second = await launchApp({ args: [workspace] });
  try {
    await expect(second.page.getByText('beside').first()).toBeVisible();
    const { stdout } = await negscope(
      'mine',
      workspace,
      '--teacher',
      'words',
      '--run',
      'beside',
      '--method',
      'naive',
    );
    expect(JSON.parse(stdout)).toMatchObject({ queries: 269, run: 'beside' });
  } finally {
    await second.close();
    await first.close();
  }
});
