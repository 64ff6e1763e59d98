import { expect, test, type Locator, type Page } from '@playwright/test';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedFile, skippedWithout } from '../../electron/testing/shared-material.ts';
import { answerDialogs } from '../answer-dialogs.ts';
import { writeSubset } from '../data-subset.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';

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

  // A stricter margin drops more and starves some.
  await page.getByRole('textbox', { name: 'PercPos value' }).fill('60');
  await page.keyboard.press('Enter');
  await expect.poll(() => numberIn(page, 'Starved queries')).toBeGreaterThan(0);
  const starved = await numberIn(page, 'Starved queries');
  await page.getByRole('radio', { name: 'Starved' }).check({ force: true });
  await expect(page.getByText(new RegExp(`^${starved} .*queries`))).toBeVisible();
  await page.getByRole('button', { name: 'Undo setting' }).click();
  await expect.poll(() => numberIn(page, 'Starved queries')).toBe(0);
  await page.getByRole('radio', { name: 'All' }).check({ force: true });

  // A query's candidates beside its threshold.
  await page.getByText('What is Hydrogen used for?').dblclick();
  await expect(page.getByRole('heading', { name: 'What is Hydrogen used for?' })).toBeVisible();
  const candidates = page.getByRole('listbox', { name: /Candidates/ });
  await expect(candidates.getByRole('option').first()).toContainText('dropped');
  await candidates.getByRole('option').first().click();
  await expect(page.getByText(/PercPos: 0\.\d+ ≥ 0\.\d+/).first()).toBeVisible();
  await page.keyboard.press(']');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Helium');

  // Export stores the run and writes the file with its manifest.
  const target = join(folder, 'sample.jsonl');
  await answerDialogs(app, { save: target });
  await exportAs(page, /FlagEmbedding/);
  const lines = readFileSync(target, 'utf8').trim().split('\n');
  expect(lines).toHaveLength(269);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ query: 'Who discovered the element Hydrogen?' });
  expect(JSON.parse(readFileSync(`${target}.manifest.json`, 'utf8'))).toMatchObject({
    settings: { perc: 0.95, numNegatives: 4 },
  });
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
    const table = page.getByRole('grid', { name: /Queries/ });
    await table.getByRole('row').nth(1).dblclick();
    await expect(
      page
        .getByRole('listbox', { name: /Candidates/ })
        .getByRole('option')
        .first(),
    ).toBeVisible();
    expect(consoleErrors).toEqual([]);
  });
}

async function exportAs(page: Page, format: RegExp): Promise<void> {
  await page.getByRole('button', { name: /^Export/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: format }).check({ force: true });
  await dialog.getByRole('button', { name: /export/i }).click();
  await expect(dialog.getByText(/SHA-256/i)).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('Escape');
}

function tile(page: Page, title: string): Locator {
  return page.getByText(title, { exact: true }).locator('..');
}

async function numberIn(page: Page, title: string): Promise<number> {
  return Number((await tile(page, title).locator('strong').innerText()).replaceAll(',', ''));
}
