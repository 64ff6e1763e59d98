import { expect, test } from '@playwright/test';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
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

    // Whatever name the command has for the folder, the numbers on screen are those of the run that is there now.
    await second.page.getByRole('button', { name: /^beside/ }).click();
    await expect(second.page.getByText('Naive, top 4')).toBeVisible();
    const link = join(first.userData, 'link.negscope');
    symlinkSync(workspace, link);
    const again = ['--run', 'beside', '--replace', '--method', 'perc-pos', '--perc', '0.95'];
    await negscope('mine', link, '--teacher', 'words', ...again);
    await expect(second.page.getByText('PercPos 95 %, top 4')).toBeVisible({ timeout: 3_000 });

    // What people say of candidates is counted anew, also where it only takes the place of what they had said.
    await navigation.getByRole('button', { name: /^Tune/ }).click();
    await expect(
      second.page.getByRole('gridcell', { name: 'Who discovered the element Hydrogen?' }),
    ).toBeVisible();
    const labels = join(first.userData, 'labels.jsonl');
    const exported = join(first.userData, 'beside.jsonl');
    await negscope('export', workspace, '--run', 'beside', '--format', 'negscope', '--out', exported);
    const [line = ''] = readFileSync(exported, 'utf8').split('\n');
    const { query_id, negatives } = JSON.parse(line);
    const [{ document_id }] = negatives;
    const label = async (grade: number, by: string, kind: string): Promise<void> => {
      writeFileSync(labels, JSON.stringify({ query_id, document_id, grade }));
      await negscope('labels', 'import', link, labels, '--by', by, '--kind', kind);
    };
    for (const grade of [0, 1]) {
      await label(grade, 'bea', 'human');
      await expect(second.page.getByRole('gridcell', { name: `${grade} / 1` })).toBeVisible();
    }
    await label(1, 'judy', 'judge');
    await navigation.getByRole('button', { name: /^Agreement/ }).click();
    await expect(second.page.getByText(/They agree on 100\.0\s% of 1 pair/)).toBeVisible();
    await label(0, 'bea', 'human');
    await expect(second.page.getByText(/They agree on 0\.0\s% of 1 pair/)).toBeVisible();
  } finally {
    await second.close();
    await first.close();
  }
});
