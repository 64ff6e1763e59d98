import { expect, test } from '@playwright/test';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedFile, skippedWithout } from '../../electron/testing/shared-material.ts';
import { answerDialogs } from '../answer-dialogs.ts';
import { writeSubset } from '../data-subset.ts';
import { mouseOf } from '../hands.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';
import { numberIn, tellStory, tile } from '../tell-story.ts';

const folder = mkdtempSync(join(tmpdir(), 'negscope-story-'));
let launched: LaunchedApp;

test.beforeEach(async () => {
  launched = await launchApp();
});
test.afterEach(async () => {
  await launched.close();
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the sample: one click to the tune screen, then margin, query, run and export', async () => {
  test.setTimeout(360_000);
  const { app, page, consoleErrors } = launched;
  await page.getByRole('button', { name: /Open the sample/ }).click();
  await expect(tile(page, 'Selected negatives')).toContainText('1,076', { timeout: 300_000 });

  // A query's candidates beside its threshold.
  await page.getByText('What is Hydrogen used for?').dblclick();
  await expect(page.getByRole('heading', { name: 'What is Hydrogen used for?' })).toBeVisible();
  const candidates = page.getByRole('listbox', { name: /Candidates/ });
  await expect(candidates.getByRole('option').first()).toContainText('dropped');
  await candidates.getByRole('option').first().click();
  await expect(page.getByText(/PercPos: 0\.\d+ ≥ 0\.\d+/).first()).toBeVisible();
  await page.keyboard.press(']');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Helium');

  await page.getByRole('button', { name: 'Back to Tune' }).click();
  await tellStory(app, page, mouseOf(page), join(folder, 'sample.jsonl'));
  expect(consoleErrors).toEqual([]);
});

for (const { name, split, queries, documents } of [
  { name: 'scifact', split: 'train', queries: 60, documents: 150 },
  { name: 'xquad-de', split: 'test', queries: 120, documents: 60 },
]) {
  test(`${name}: import by dialog, embed with the bundled teacher, mine and see`, async () => {
    const source = sharedFile('data', name);
    test.skip(source === null, skippedWithout('data', name));
    test.setTimeout(360_000);
    const { app, page, consoleErrors } = launched;
    const data = join(folder, name);
    writeSubset(source ?? '', data, { split, queries, documents });
    await answerDialogs(app, { open: [data] });
    await page.getByRole('button', { name: /Import data/ }).click();
    await expect(page.getByText(/texts with ids and labels between them/)).toBeVisible();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Choose a teacher' })).toBeVisible({ timeout: 30_000 });
    expect(existsSync(join(folder, `${name}.negscope`, 'workspace.json'))).toBe(true);

    await page.getByRole('button', { name: 'Choose a teacher' }).click();
    await page.getByRole('button', { name: 'Add and encode' }).click();
    await page.getByRole('button', { name: 'Tune', exact: true }).last().click({ timeout: 240_000 });
    await expect(tile(page, 'Selected negatives')).toBeVisible({ timeout: 240_000 });
    expect(await numberIn(page, 'Selected negatives')).toBeGreaterThan(queries);
    await tellStory(app, page, mouseOf(page), join(folder, `${name}.jsonl`));
    expect(consoleErrors).toEqual([]);
  });
}
