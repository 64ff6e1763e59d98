import { expect, test, type Locator, type Page } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startJudgeServer, type JudgeServer } from '../../electron/testing/judge-server.ts';
import { answerDialogs } from '../answer-dialogs.ts';
import { chooseModel } from '../judge-screen.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';
import { negscope, sampleFolder } from '../negscope.ts';
import { goTo, useSetting } from '../steps.ts';
import { sampleTruth } from '../sample-truth.ts';

const folder = mkdtempSync(join(tmpdir(), 'negscope-trust-'));
const workspace = join(folder, 'sample.negscope');
const truth = sampleTruth();
const setting = 'perc=0.95,pool-size=10';
let server: JudgeServer;
let launched: LaunchedApp;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startJudgeServer({ truth: truth.isRelevantText, sensitivity: 0.9, specificity: 0.9 });
  const first = await launchApp();
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  await first.app.close();
  launched = await launchApp({ userData: first.userData, args: [workspace] });
});
test.afterAll(async () => {
  await launched.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test('estimate, judge, label thirty blind by keyboard, agree, drag, take the suggestion, relabel, export, open again', async () => {
  test.setTimeout(240_000);
  const { app, page, consoleErrors } = launched;
  await goTo(page, 'Tune');
  await useSetting(page, setting);
  await expect(page.getByText('Starved queries')).toBeVisible({ timeout: 60_000 });

  // Estimate, then judge, a drawn wave over all values of the slider.
  await goTo(page, 'Judge');
  await page.getByRole('button', { name: /^Store this setting as run/ }).click();
  const runField = page.getByRole('combobox', { name: 'Run' });
  await expect(runField).toHaveValue(/perc/, { timeout: 60_000 });
  await page.getByRole('radio', { name: /Another address/ }).check();
  await page.getByRole('textbox', { name: 'Address of the server' }).fill(server.url);
  await page.keyboard.press('Enter');
  await chooseModel(page, 'table');
  await page.getByRole('radio', { name: 'Wave', exact: true }).check({ force: true });
  await page.getByRole('textbox', { name: 'Most pairs' }).fill('1500');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Pairs' })).toContainText('leaning to 95 %');
  await page.getByRole('button', { name: 'Estimate' }).click();
  await expect(page.getByRole('region', { name: 'Estimate' })).toContainText('1,480', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Judge 1,480 pairs' }).click();
  await expect(page.getByRole('region', { name: 'Judged', exact: true })).toContainText(/1,500\s*of 1,500/, {
    timeout: 60_000,
  });

  // Thirty pairs by the keyboard, with nothing of the machine on screen.
  await goTo(page, 'Annotate');
  await page.getByRole('textbox', { name: 'You are' }).fill('ada');
  await page.keyboard.press('Enter');
  await labelWave(page, 30);

  // What the judge is worth, of those thirty.
  await goTo(page, 'Agreement');
  await expect(page.getByRole('row', { name: /raw agreement/i })).toContainText(/\d/, { timeout: 60_000 });
  await expect(page.getByRole('row', { name: /sensitivity/ })).toContainText(/%/);

  // The rate is there with its interval, and follows the margin while it is dragged, with the band.
  await goTo(page, 'Tune');
  await expect(rateTile(page).locator('strong')).toHaveText(/\d\s%/, { timeout: 60_000 });
  await expect(rateTile(page)).toContainText(
    /by 30 human labels( alone)? · [\d,]+ judged(, which do not count beside so few labels)? · effective n \d+/,
  );
  const seen = await dragMargin(page);
  expect(seen.size).toBeGreaterThan(2);

  // Thirty labels show no setting to be safe, and that is said; with more there is one, and it is taken.
  await page.getByRole('button', { name: 'Suggest a setting…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Test the values' }).click();
  await expect(dialog).toContainText(/None can be shown: no setting has 50 effective labels/, {
    timeout: 60_000,
  });
  await page.keyboard.press('Escape');
  await useSetting(page, setting);
  await goTo(page, 'Annotate');
  await page.getByRole('button', { name: 'To the queues' }).click();
  await labelWave(page, 60);
  await goTo(page, 'Tune');
  await expect(rateTile(page)).toContainText(/by \d{2} human labels/, { timeout: 60_000 });
  const field = page.getByRole('textbox', { name: 'PercPos value' });
  const chosen = await field.inputValue();
  await page.getByRole('button', { name: 'Suggest a setting…' }).click();
  await dialog.getByRole('textbox', { name: /false negatives/ }).fill('60');
  await dialog.getByRole('textbox', { name: /starved queries/ }).fill('60');
  await dialog.getByRole('button', { name: 'Test the values' }).click();
  await expect(dialog.getByText(/loosest setting shown to stay under 60.0 %/)).toBeVisible({
    timeout: 60_000,
  });
  await dialog.getByRole('button', { name: 'Use it' }).click();
  await expect(field).not.toHaveValue(chosen);

  await useSetting(page, setting);
  // On a busy machine the rates of the labels before stand there, marked so, for a second more.
  await expect(rateTile(page)).toHaveClass(/trust-exact/, { timeout: 60_000 });
  await expect(rateTile(page)).toContainText(/by \d+ human labels/);
  const before = (await rateTile(page).innerText()).match(/by \d+ human labels/)?.[0] ?? 'no labels';

  // Relabel what both call false negatives, and export the run: it says what it honours.
  await goTo(page, 'Agreement');
  await page.getByRole('button', { name: 'Relabel by rule…' }).click();
  await dialog.getByRole('button', { name: /^Drop [1-9]\d* pairs?/ }).click();
  const decided = dialog.getByRole('heading', { name: /^[1-9]\d* decisions?:/ });
  await expect(decided).toBeVisible();
  const decisions = (await decided.innerText()).match(/^\d+ decisions?/)?.[0] ?? 'none';
  await page.keyboard.press('Escape');
  await goTo(page, 'Tune');
  const target = join(folder, 'negatives.jsonl');
  await answerDialogs(app, { save: target });
  await page.getByRole('button', { name: /^Export/ }).click();
  await expect(dialog).toContainText(`Honours ${decisions}`);
  await dialog.getByRole('button', { name: /Choose place/ }).click();
  await expect(dialog.getByText(/SHA-256/)).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  const manifest: unknown = JSON.parse(readFileSync(`${target}.manifest.json`, 'utf8'));
  expect(manifest).toHaveProperty('decisions', expect.any(Array));
  expect(manifest).toHaveProperty('decisions.length', Number.parseInt(decisions, 10));
  expect(consoleErrors).toEqual([]);

  // Opened again: setting, judge, labels, rate and decisions are all there.
  await app.close();
  launched = await launchApp({ userData: launched.userData, args: [workspace] });
  const again = launched.page;
  await goTo(again, 'Tune');
  await useSetting(again, setting);
  await expect(rateTile(again)).toContainText(before, { timeout: 60_000 });
  await expect(navigation(again, 'Judge')).toContainText('1,500');
  await goTo(again, 'Annotate');
  await expect(again.getByText(/60 of 60/).first()).toBeVisible();
  await expect(again.getByText(/30 of 30/).first()).toBeVisible();
  await goTo(again, 'Agreement');
  await again.getByRole('button', { name: 'Relabel by rule…' }).click();
  await expect(
    again.getByRole('dialog').getByRole('heading', { name: new RegExp(`^${decisions}:`) }),
  ).toBeVisible();
});

/** Draws a wave and answers it by keys alone, with nothing of the machine on screen. */
async function labelWave(page: Page, count: number): Promise<void> {
  await page.getByRole('textbox', { name: 'Pairs' }).fill(String(count));
  await page.getByRole('textbox', { name: 'Known answers' }).fill('0');
  await page.keyboard.press('Enter');
  const draw = page.getByRole('button', { name: `Draw ${count} and start` });
  await expect(draw).toBeEnabled({ timeout: 60_000 });
  await draw.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText(`0 of ${count} labelled`)).toBeVisible({ timeout: 60_000 });
  const machine = /score \d|rank \d|kept|dropped|suspect|the judge says/i;
  await expect(page.getByRole('main').getByText(machine)).toHaveCount(0);
  const end = page.getByRole('region', { name: 'What was learned' });
  for (let done = 1; done <= count; done += 1) {
    await page.keyboard.press((await isRelevantOnScreen(page)) ? '1' : '3');
    await expect(page.getByText(new RegExp(`^${done} of ${count} labelled`)).or(end)).toBeVisible();
  }
  await expect(end).toContainText(`${count} labels of ${count} pairs`);
}

/** What is on screen, by the truth table: the query and the document are all that somebody reads. */
async function isRelevantOnScreen(page: Page): Promise<boolean> {
  const document = await page.getByRole('region', { name: 'Text of the document' }).innerText();
  const query = await page.getByRole('region', { name: 'Query' }).getByRole('heading').innerText();
  return truth.isRelevantText(query, document);
}

/** Drags the slider from one end to the other by the mouse; the rates that the tile and the band's label showed alike. */
async function dragMargin(page: Page): Promise<ReadonlySet<string>> {
  const slider = page.getByRole('slider', { name: /PercPos threshold/ });
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  if (box === null) throw new Error('the slider has no place');
  const seen = new Set<string>();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.3, y);
  await page.mouse.down();
  for (const share of [0.4, 0.5, 0.6, 0.7, 0.8, 0.9]) {
    await page.mouse.move(box.x + box.width * share, y, { steps: 3 });
    await expect(async () => {
      const rate = await rateTile(page).locator('strong').innerText();
      expect(await page.locator('.rates-now').innerText()).toContain(rate);
      seen.add(rate);
    }).toPass({ timeout: 10_000 });
  }
  await page.mouse.up();
  return seen;
}

function rateTile(page: Page): Locator {
  return page.getByRole('group', { name: 'False-negative rate' });
}

function navigation(page: Page, screen: string): Locator {
  return page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${screen}`) });
}
