import { expect, test } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MiningReport } from '../../shared/domain/report.ts';
import { launchApp } from '../launch.ts';
import { negscope } from '../negscope.ts';

const row = (query: string, pos: readonly string[], neg: readonly string[], scores: readonly number[]) => ({
  query,
  pos,
  neg,
  pos_scores: scores.slice(0, pos.length),
  neg_scores: scores.slice(pos.length),
});
const rows = [
  row(
    'red apple',
    ['a red apple'],
    ['a red pear', 'an apple that is red', 'blue sky'],
    [0.9, 0.5, 0.88, 0.1],
  ),
  row('blue sky', ['the blue sky'], ['a red pear', 'blue sea'], [0.8, 0.2, 0.79]),
  row('green tree', ['one green tree', 'a tree, green'], ['green sea'], [0.7, 0.6, 0.3]),
];

test('negatives that came with the data are seen against the threshold, cleaned and stored', async () => {
  test.setTimeout(120_000);
  const first = await launchApp();
  const workspace = join(first.userData, 'given.negscope');
  const file = join(first.userData, 'given.jsonl');
  writeFileSync(file, rows.map((one) => `${JSON.stringify(one)}\n`).join(''));
  await negscope('import', workspace, file);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  const { short_pools: lacking } = MiningReport.parse(
    await negscope('mine', workspace, '--teacher', 'words', '--run', 'retrieved'),
  );
  expect(lacking.queries).toBeGreaterThan(0);
  const mine = ['mine', workspace, '--supplied', 'supplied', '--perc', '0.95'];
  const byTeacher = MiningReport.parse(await negscope(...mine, '--teacher', 'words', '--run', 'cleaned'));
  const byData = await negscope(...mine, '--run', 'by-data');
  expect(byData).toMatchObject({ candidates: 6, kept: 4 });
  await first.app.close();

  const { page, close } = await launchApp({ userData: first.userData, args: [workspace] });
  try {
    await page.getByRole('button', { name: 'Runs' }).click();
    await page.getByRole('button', { name: /^retrieved/ }).click();
    await expect(page.getByRole('definition').filter({ hasText: 'whose pool has fewer' })).toHaveText(
      `${lacking.queries} queries whose pool has fewer candidates than it could (up to 100); ${lacking.missing} missing in all`,
    );
    await page.getByRole('button', { name: /^supplied/ }).click();
    await expect(page.getByText('Short pools')).toBeHidden();
    await expect(page.getByText('scores are those of the data')).toBeVisible();
    await page.getByRole('button', { name: 'See against the threshold' }).click();
    const candidates = page.getByRole('combobox', { name: 'Candidates' });
    await expect(candidates).toHaveValue('supplied');
    await expect(page.getByRole('radio', { name: 'PercPos' })).toBeChecked();
    await expect(page.locator('.trust-note')).toHaveText('exact', { timeout: 30_000 });
    await expect(page.getByRole('button', { name: `${byTeacher.kept} candidates, kept` })).toBeVisible();
    await page.getByRole('button', { name: 'Store run…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Store run' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('supplied');
    await expect(dialog.getByRole('alert')).toContainText('came with the data');
    await expect(dialog.getByRole('button', { name: 'Store', exact: true })).toBeDisabled();
    await page.keyboard.press('Escape');
    await candidates.selectOption('retrieved');
    await expect(candidates).toHaveValue('');
    await expect(page.getByRole('button', { name: `${byTeacher.kept} candidates, kept` })).toBeHidden();
  } finally {
    await close();
  }
});
