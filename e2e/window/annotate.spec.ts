import { expect, test, type Locator, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeViolations } from '../axe.ts';
import { killEngine } from '../kill-engine.ts';
import { negscope, sampleFolder } from '../negscope.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';

const folder = mkdtempSync(join(tmpdir(), 'negscope-annotate-'));
const workspace = join(folder, 'sample.negscope');
const userData = join(folder, 'profile');
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  launched = await launchApp({ userData, args: [workspace] });
});
test.afterAll(async () => {
  await launched.app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('thirty pairs are drawn and labelled blind by keyboard alone, with undo, redo, skip, note and evidence', async () => {
  test.setTimeout(240_000);
  const { page } = launched;
  await goToAnnotate(page);
  await page.getByRole('textbox', { name: 'You are' }).fill('ada');
  await page.keyboard.press('Enter');
  await drawWave(page, { pairs: 30, twice: 100 });
  await expect(page.getByText('0 of 30 labelled')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Text of the document' })).toBeFocused();
  // Blind: nothing of the machine, nor of others, is on screen.
  await expect(page.getByRole('region', { name: 'In sight' })).toHaveCount(0);
  await expect(page.getByRole('main').getByText(/score \d|rank \d|kept|dropped|suspect/)).toHaveCount(0);

  await labelled(page, '3', 1);
  await labelled(page, '1', 2);
  const third = await documentText(page);
  await labelled(page, '2', 3);
  await expect(lastAnswer(page)).toContainText('partly relevant');
  await page.keyboard.press('u');
  await expect(page.getByText('2 of 30 labelled')).toBeVisible();
  expect(await documentText(page)).toBe(third);
  await page.keyboard.press('Shift+U');
  await expect(page.getByText('3 of 30 labelled')).toBeVisible();
  await page.keyboard.press('ArrowRight');

  await page.keyboard.press('s');
  await expect(page.getByText(/3 of 30 labelled, 1 skipped/)).toBeVisible();

  // A note, in which the keys of labels are letters, and evidence by sentence.
  await page.keyboard.press('n');
  await page.keyboard.type('n1 unsure');
  await page.keyboard.press('Escape');
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Evidence' }).getByRole('listitem')).toHaveCount(1);
  const evidence = await page.getByRole('list', { name: 'Evidence' }).innerText();
  await labelled(page, '1', 4);
  await page.keyboard.press('b');
  await expect(page.getByRole('textbox', { name: /Note/ })).toHaveValue('n1 unsure');
  expect(await page.locator('mark.evidence').innerText()).toBe(evidence);
  await expect(page.getByRole('button', { name: /^Relevant/ })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('ArrowRight');

  await labelled(page, '0', 5);
  expect(await axeViolations(page)).toEqual([]);
});

test('what was labelled is there after leaving, and after closing the app', async () => {
  test.setTimeout(120_000);
  const { page } = launched;
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByText('5 of 30, 1 skipped')).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await launched.app.close();
  launched = await launchApp({ userData, args: [workspace] });
  await goToAnnotate(launched.page);
  await launched.page.getByRole('button', { name: /^Continue/ }).click();
  await expect(launched.page.getByText(/5 of 30 labelled, 1 skipped/)).toBeVisible();
  await expect(lastAnswer(launched.page)).toContainText('can’t tell');
  // Single keys can be switched off; then buttons label.
  await launched.page.getByRole('button', { name: 'Leave' }).click();
  await launched.page.getByRole('checkbox', { name: /Single keys/ }).uncheck();
  await launched.page.getByRole('button', { name: /^Continue/ }).click();
  await launched.page.keyboard.press('1');
  await launched.page.getByRole('button', { name: 'Skip' }).click();
  await expect(launched.page.getByText(/5 of 30 labelled, 2 skipped/)).toBeVisible();
  await launched.page.keyboard.press('Control+z');
  await expect(launched.page.getByText(/5 of 30 labelled, 1 skipped/)).toBeVisible();
  await launched.page.getByRole('button', { name: 'Leave' }).click();
  await launched.page.getByRole('checkbox', { name: /Single keys/ }).check();
  await launched.page.getByRole('button', { name: /^Continue/ }).click();

  // Undo reaches back beyond the restart.
  await launched.page.keyboard.press('u');
  await expect(launched.page.getByText(/4 of 30 labelled/)).toBeVisible();
  await launched.page.keyboard.press('Shift+U');
  await expect(launched.page.getByText(/5 of 30 labelled/)).toBeVisible();
});

test('an engine that is killed while labelling loses nothing that was saved, and labelling goes on', async () => {
  test.setTimeout(180_000);
  const { app, page } = launched;
  await page.keyboard.press('ArrowRight');
  await labelled(page, '3', 6);
  await killEngine(app);
  // At once, while no engine is there to save it.
  await page.keyboard.press('3');
  await page.keyboard.press('1');
  await expect(page.getByText(/8 of 30 labelled/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('saved to disk', { exact: true })).toBeVisible();
  for (let done = 9; done <= 30; done += 1) await labelled(page, done % 3 === 0 ? '1' : '3', done);
  // Skipped pairs come last, and then there is an end.
  await expect(page.getByRole('region', { name: 'What was learned' })).toContainText('30 labels of 30 pairs');
  expect(await axeViolations(page)).toEqual([]);
});

test('a second annotator labels what is shared, and a third decides where they differ', async () => {
  test.setTimeout(180_000);
  const { page } = launched;
  await page.getByRole('button', { name: 'To the queues' }).click();
  await becomes(page, 'grace');
  await page.getByRole('button', { name: /^(Continue|Start) ./ }).click();
  const total = 30;
  await expect(page.getByText(`0 of ${total} labelled`)).toBeVisible();
  for (let done = 1; done <= 4; done += 1) await labelled(page, '2', done, total);
  await page.getByRole('button', { name: 'Leave' }).click();
  await becomes(page, 'edsger');
  await page.getByRole('button', { name: 'Adjudicate', exact: true }).click();
  const said = page.getByRole('region', { name: 'Labels so far' });
  await expect(said.getByRole('heading', { name: /ada|grace/ }).first()).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await page.keyboard.press('1');
  await expect(page.getByText(/^1 of \d+ labelled/)).toBeVisible();
});

async function goToAnnotate(page: Page): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Annotate/ })
    .click({ timeout: 60_000 });
}

async function drawWave(page: Page, { pairs, twice }: { pairs: number; twice: number }): Promise<void> {
  await page.getByRole('textbox', { name: 'Pairs' }).fill(String(pairs));
  await page.getByRole('textbox', { name: 'Labelled twice' }).fill(String(twice));
  await page.getByRole('textbox', { name: 'Known answers' }).fill('0');
  await page.keyboard.press('Enter');
  const draw = page.getByRole('button', { name: `Draw ${pairs} and start` });
  await expect(draw).toBeEnabled({ timeout: 60_000 });
  await draw.click();
}

/** Presses a key and waits until as many labels are on disk. */
async function labelled(page: Page, key: string, count: number, total = 30): Promise<void> {
  // Keys label what is on screen, never a pair that is still being read.
  await expect(page.getByRole('region', { name: 'Text of the document' })).toBeVisible();
  await page.keyboard.press(key);
  const told = page.getByText(new RegExp(`^${count} of ${total} labelled`));
  const end = page.getByRole('region', { name: 'What was learned' });
  await expect(told.or(end)).toBeVisible();
}

async function becomes(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'You are' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Change', exact: true })).toHaveCount(0);
}

function documentText(page: Page): Promise<string> {
  return page.getByRole('region', { name: 'Text of the document' }).innerText();
}

function lastAnswer(page: Page): Locator {
  return page.getByRole('button', { name: /^Open pair/ }).first();
}
