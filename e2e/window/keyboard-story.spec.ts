import { expect, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedFile, skippedWithout } from '../../electron/testing/shared-material.ts';
import { answerDialogs } from '../answer-dialogs.ts';
import { writeSubset } from '../data-subset.ts';
import { keyboardOf } from '../hands.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';
import { tellStory } from '../tell-story.ts';

const folder = mkdtempSync(join(tmpdir(), 'negscope-keys-'));
let launched: LaunchedApp;

test.beforeEach(async () => {
  launched = await launchApp();
});
test.afterEach(() => launched.close());
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the whole story on SciFact by keyboard alone', async () => {
  const source = sharedFile('data', 'scifact');
  test.skip(source === null, skippedWithout('data', 'scifact'));
  test.setTimeout(360_000);
  const { app, page, consoleErrors } = launched;
  const keyboard = keyboardOf(page);
  const data = join(folder, 'scifact');
  writeSubset(source ?? '', data, { split: 'train', queries: 40, documents: 120 });
  await answerDialogs(app, { open: [data] });
  await keyboard.press(page.getByRole('button', { name: /Import data/ }));
  await keyboard.press(page.getByRole('button', { name: 'Import', exact: true }));
  await keyboard.press(page.getByRole('button', { name: 'Choose a teacher' }));
  await keyboard.press(page.getByRole('button', { name: 'Add and encode' }));
  await page
    .getByRole('main')
    .getByRole('button', { name: 'Tune', exact: true })
    .waitFor({ timeout: 240_000 });
  await page.keyboard.press('ControlOrMeta+3');
  await tellStory(app, page, keyboard, join(folder, 'by-keys.jsonl'));
  expect(consoleErrors).toEqual([]);
});

test('the whole story on the sample by keyboard alone', async () => {
  test.setTimeout(360_000);
  const { app, page, consoleErrors } = launched;
  const keyboard = keyboardOf(page);
  await keyboard.press(page.getByRole('button', { name: /Open the sample/ }));
  await tellStory(app, page, keyboard, join(folder, 'sample-by-keys.jsonl'));
  expect(consoleErrors).toEqual([]);
});
