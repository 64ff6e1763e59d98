import { expect, test, type Locator, type Page } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { View } from '../../shared/ipc/view-calls.ts';
import { MiningSettings } from '../../shared/domain/mining-settings.ts';
import { startJudgeServer, type JudgeServer } from '../../electron/testing/judge-server.ts';
import { answerDialogs } from '../answer-dialogs.ts';
import { labelDrawn, trueShare } from '../labelled-by-truth.ts';
import { goTo, numbersIn, useSetting } from '../steps.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';
import { negscope, sampleFolder } from '../negscope.ts';
import { sampleTruth } from '../sample-truth.ts';

const folder = mkdtempSync(join(tmpdir(), 'negscope-agreement-'));
const workspace = join(folder, 'sample.negscope');
const truth = sampleTruth();
const view: View = {
  workspace,
  teacher: 'words',
  split: 'train',
  settings: MiningSettings.parse({ perc: 1.05, poolSize: 10 }),
};
let server: JudgeServer;
let launched: LaunchedApp;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  server = await startJudgeServer({ truth: truth.isRelevantText, sensitivity: 0.8, specificity: 0.85 });
  launched = await launchApp();
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  await negscope('mine', workspace, '--teacher', 'words', '--run', 'pool', '--pool-size', '10');
  const pool = ['--run', 'pool', '--what', 'pool'];
  await negscope('judge', workspace, ...pool, '--endpoint', server.url, '--model', 'table');
});
test.afterAll(async () => {
  await launched.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the judge alone is wrong, the corrected rate covers the truth; a suggestion, decisions and their export stay', async () => {
  test.setTimeout(420_000);
  const { app, page, consoleErrors } = launched;
  await answerDialogs(app, { open: [workspace] });
  await page.getByRole('button', { name: /Open workspace/ }).click();
  const tile = page.getByRole('group', { name: 'False-negative rate' });
  await expect(tile).toBeVisible({ timeout: 120_000 });
  await useSetting(page, 'perc=1.05,pool-size=10');

  // Judged only: no rate, the reason, and the way to one.
  await expect(tile.locator('s')).toContainText(/judge \d/, { timeout: 120_000 });
  await expect(tile.locator('strong')).toHaveText('–');
  await expect(tile.getByRole('button', { name: 'Label these' })).toBeVisible();

  await labelDrawn(page, view, truth.isRelevant, 260);
  await goTo(page, 'Annotate');
  await goTo(page, 'Tune');
  await expect(tile.locator('strong')).toHaveText(/\d\s%/, { timeout: 120_000 });
  await expect(tile).toContainText(/by \d+ human labels( alone)? · [\d,]+ judged[^·]* · effective n \d+/);

  // On screen: the truth lies in the corrected interval, and not in that of the judge alone.
  const share = await trueShare(page, view, truth.isRelevant);
  const [low = 1, high = 0] = numbersIn(await tile.locator('.interval').innerText());
  expect(low).toBeLessThanOrEqual(share);
  expect(high).toBeGreaterThanOrEqual(share);
  await tile.getByRole('button', { name: 'Details' }).click();
  const details = page.getByRole('region', { name: 'False-negative rates at this setting' });
  const judgeRow = details.getByRole('row', { name: /Judge alone/ });
  const [judgeLow = 0] = numbersIn(await judgeRow.locator('.interval').first().innerText());
  expect(judgeLow).toBeGreaterThan(share);
  await expect(
    details
      .getByRole('row', { name: /People only/ })
      .locator('.estimate')
      .first(),
  ).toHaveText(/%/);
  await expect(details).toContainText('A false negative is: relevant');
  await details.getByRole('radio', { name: 'queries like these' }).check({ force: true });
  await expect(tile).toContainText('queries like these', { timeout: 120_000 });
  await details.getByRole('radio', { name: 'this set' }).check({ force: true });
  await expect(tile).toContainText('this set', { timeout: 120_000 });

  // The rate follows the slider, in the tile and beside the curve alike, without moving what lies around it.
  const slider = page.getByRole('slider', { name: /PercPos threshold/ });
  const before = await placesOf(page, tile);
  const seen = new Set<string>();
  await slider.focus();
  for (const key of ['End', 'PageDown', 'PageDown', 'Home']) {
    await page.keyboard.press(key);
    const rate = await tile.locator('strong').innerText();
    await expect(page.locator('.rates-now')).toContainText(rate);
    seen.add(rate);
  }
  expect(seen.size).toBeGreaterThan(1);
  // Suspects stay among the curves, beside what people and judge say of them.
  await expect(page.locator('.rates-now')).toContainText(/suspects selected\s*\d/);
  expect(await placesOf(page, tile)).toEqual(before);
  await page.getByRole('button', { name: 'What each threshold does as a table' }).click();
  await expect(page.getByRole('columnheader', { name: '95 % pointwise' })).toBeVisible();
  await page.getByRole('button', { name: 'What each threshold does as a table' }).click();

  // A suggestion is taken as one step, and taken back as one.
  const field = page.getByRole('textbox', { name: 'PercPos value' });
  const chosen = await field.inputValue();
  await page.getByRole('button', { name: 'Suggest a setting…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: /false negatives/ }).fill('0.1');
  await dialog.getByRole('button', { name: 'Test the values' }).click();
  await expect(dialog.getByText(/^None can be shown/)).toBeVisible({ timeout: 120_000 });
  await expect(dialog.getByRole('button', { name: 'Label some' })).toBeVisible();
  await dialog.getByRole('textbox', { name: /false negatives/ }).fill('40');
  await page.keyboard.press('Enter');
  // What was found for another limit is gone.
  await expect(dialog.getByText(/^None can be shown/)).toHaveCount(0);
  await dialog.getByRole('textbox', { name: /starved queries/ }).fill('60');
  await dialog.getByRole('button', { name: 'Test the values' }).click();
  await expect(dialog.getByText(/loosest setting shown to stay under 40.0 %/)).toBeVisible({
    timeout: 120_000,
  });
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(field).not.toHaveValue(chosen);
  await page.getByRole('button', { name: 'Undo setting' }).click();
  await expect(field).toHaveValue(chosen);

  // Agreement: a cell opens its pairs with the judge's reason.
  await goTo(page, 'Agreement');
  await expect(page.getByRole('row', { name: /Cohen κ/ })).toContainText(/0\.\d\d \[/, { timeout: 120_000 });
  await expect(page.getByRole('row', { name: /sensitivity/ })).toContainText(/%/);
  const wrong = page.getByRole('button', { name: /not relevant, judge .* relevant: [1-9]/ }).first();
  await wrong.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('as the table says').first()).toBeVisible();

  // Two people have nobody whose answer could have been in sight.
  await expect(page.getByRole('heading', { name: 'Anchoring' })).toBeVisible();
  await page.getByRole('combobox', { name: 'second' }).selectOption({ label: 'ada (260)' });
  await expect(page.getByRole('heading', { name: 'Anchoring' })).toHaveCount(0);
  await page.getByRole('combobox', { name: 'second' }).selectOption({ index: 0 });

  // Decisions: by rule, by hand, undone and done again.
  await page.getByRole('button', { name: 'Relabel by rule…' }).click();
  await dialog.getByRole('button', { name: /^Drop [1-9]\d* pairs?/ }).click();
  await expect(dialog.getByRole('heading', { name: /^[1-9]\d* decisions?:/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByText('No decision yet')).toBeVisible();
  // What was taken back can be taken by the rule again.
  await expect(dialog.getByRole('button', { name: /^Drop [1-9]\d* pairs?/ })).toBeEnabled();
  await dialog.getByRole('button', { name: 'Redo' }).click();
  const ruled = numbersIn(await dialog.getByRole('heading', { name: /decisions?:/ }).innerText())[0] ?? 0;
  await dialog.getByRole('button', { name: 'Done' }).click();
  await goTo(page, 'Tune');
  await page.getByText('Who discovered the element Helium?').dblclick();
  await page
    .getByRole('listbox', { name: /Candidates/ })
    .getByRole('option')
    .last()
    .click();
  await page.keyboard.press('p');
  await expect(page.getByText('promoted to positive').first()).toBeVisible();
  // The key that takes back settings takes back the decision: it was the last thing done here.
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText('promoted to positive')).toHaveCount(0);
  await expect(page.getByText(/^Took back: promote of /)).toBeVisible();
  await page.keyboard.press('ControlOrMeta+Shift+z');
  await expect(page.getByText('promoted to positive').first()).toBeVisible();
  const promoted = await page
    .getByRole('region', { name: 'Verdict' })
    .locator('header bdi')
    .last()
    .innerText();

  // The export says what it honours, and its manifest lists it.
  const target = join(folder, 'relabelled.jsonl');
  await answerDialogs(app, { save: target });
  await page.getByRole('button', { name: /^Export/ }).click();
  await expect(dialog).toContainText(`Honours ${ruled + 1} decisions`);
  await dialog.getByRole('button', { name: /Choose place/ }).click();
  await expect(dialog.getByText(/SHA-256/)).toBeVisible({ timeout: 120_000 });
  await page.keyboard.press('Escape');
  const lines = readFileSync(target, 'utf8').trim().split('\n');
  const helium = lines.map((line) => JSON.parse(line)).find(({ query_id: id }) => id === 'q2');
  expect(helium.positives.map((one: { document_id: string }) => one.document_id)).toContain(promoted);
  expect(readFileSync(`${target}.manifest.json`, 'utf8')).toContain(promoted);
  expect(consoleErrors).toEqual([]);

  // Closed and opened again, all is there.
  await app.close();
  launched = await launchApp({ userData: launched.userData, args: [workspace] });
  const again = launched.page;
  await expect(again.getByRole('group', { name: 'False-negative rate' })).toBeVisible({ timeout: 120_000 });
  await useSetting(again, 'perc=1.05,pool-size=10');
  await expect(again.getByRole('group', { name: 'False-negative rate' }).locator('strong')).toHaveText(
    /\d\s%/,
    {
      timeout: 120_000,
    },
  );
  await goTo(again, 'Agreement');
  await again.getByRole('button', { name: 'Relabel by rule…' }).click();
  await expect(
    again.getByRole('dialog').getByRole('heading', { name: new RegExp(`^${ruled + 1} decisions:`) }),
  ).toBeVisible();
});

/** The tile's size, and how far below it the curve stands: scrolling moves both. */
async function placesOf(page: Page, tile: Locator): Promise<readonly (number | undefined)[]> {
  const own = await tile.boundingBox();
  const curve = await page.locator('.rates-card').boundingBox();
  return [own?.width, own?.height, (curve?.y ?? 0) - (own?.y ?? 0), curve?.height];
}
