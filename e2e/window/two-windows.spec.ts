import { expect, test, type Page } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { axeViolations } from '../axe.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';
import { openNewWindow } from '../new-window.ts';
import { negscope, sampleFolder } from '../negscope.ts';

const folder = mkdtempSync(join(tmpdir(), 'negscope-two-windows-'));
const workspace = join(folder, 'sample.negscope');
let launched: LaunchedApp;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  launched = await launchApp({ args: [workspace] });
});
test.afterAll(async () => {
  await launched.close();
  rmSync(folder, { recursive: true, force: true });
});

test('two windows of one annotator never write over each other’s labels', async () => {
  test.setTimeout(180_000);
  const { app, page: one } = launched;
  await goToAnnotate(one);
  await one.getByRole('textbox', { name: 'You are' }).fill('ada');
  await one.keyboard.press('Enter');
  await one.getByRole('textbox', { name: 'Pairs' }).fill('8');
  await one.getByRole('textbox', { name: 'Known answers' }).fill('0');
  await one.keyboard.press('Enter');
  await one.getByRole('button', { name: 'Draw 8 and start' }).click();
  await expect(one.getByText('0 of 8 labelled')).toBeVisible();

  const two = await openNewWindow(app);
  await two
    .getByRole('button', { name: /sample\.negscope/ })
    .first()
    .click();
  await goToAnnotate(two);
  await two.getByRole('button', { name: /^(Continue|Start) ./ }).click();
  await expect(two.getByText('0 of 8 labelled')).toBeVisible();
  await expect(text(two)).toBeVisible();
  const asked = await text(one).innerText();
  expect(await text(two).innerText()).toBe(asked);

  await one.keyboard.press('1');
  await expect(one.getByText('1 of 8 labelled')).toBeVisible();
  await two.keyboard.press('3');
  const told = two.getByRole('alert').filter({ hasText: 'went on elsewhere' });
  await expect(told).toContainText('pair 1 “not relevant”');
  await expect(told).toContainText(/as ada, last at \d\d:\d\d:\d\d/);
  await expect(two.getByText('1 of 8 labelled')).toHaveCount(0);
  expect(await axeViolations(two)).toEqual([]);

  // Taken over on purpose, it goes on with the next pair; then the first window is the one that has to look again.
  await two.getByRole('button', { name: /^Go on here/ }).click();
  await expect(two.getByText('1 of 8 labelled')).toBeVisible();
  await expect(text(two)).not.toHaveText(asked);
  await two.keyboard.press('3');
  await expect(two.getByText('2 of 8 labelled')).toBeVisible();
  await one.keyboard.press('1');
  await expect(one.getByRole('alert').filter({ hasText: 'went on elsewhere' })).toBeVisible();

  const journal = readFileSync(join(workspace, 'annotations.journal'), 'utf8');
  expect([...journal.matchAll(/"value":"([a-z]+)"/gu)].map(([, value]) => value)).toEqual([
    'relevant',
    'not',
  ]);
});

async function goToAnnotate(page: Page): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Annotate/ })
    .click({ timeout: 60_000 });
}

function text(page: Page) {
  return page.getByRole('region', { name: 'Text of the document' });
}
