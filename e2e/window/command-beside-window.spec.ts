import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { launchApp } from '../launch.ts';
import { negscope, sampleFolder } from '../negscope.ts';

test('a command works on the workspace that a window holds, and an opened folder is shown at start', async () => {
  test.setTimeout(240_000);
  const first = await launchApp();
  const workspace = join(first.userData, 'beside.negscope');
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  const second = await launchApp({ args: [workspace] });
  try {
    await expect(second.page.getByText('beside').first()).toBeVisible();
    const report = await negscope(
      'mine',
      workspace,
      '--teacher',
      'words',
      '--run',
      'beside',
      '--method',
      'naive',
    );
    expect(report).toMatchObject({ queries: 269, run: 'beside' });

    // The window sees what the command did when its list is entered.
    await negscope('teacher', 'add', workspace, 'chance', 'random:1');
    const navigation = second.page.getByRole('navigation');
    // Counted beside every screen, before anyone goes and looks.
    await expect(navigation.getByRole('button', { name: 'Runs 1' })).toBeVisible({ timeout: 30_000 });
    await navigation.getByRole('button', { name: /^Runs/ }).click();
    await expect(second.page.getByText('No runs yet')).toBeHidden();
    await expect(navigation.getByRole('button', { name: 'Teachers 2' })).toBeVisible();
  } finally {
    await second.close();
    await first.close();
  }
});
