import { settled } from './steps.ts';
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { answerDialogs } from './answer-dialogs.ts';
import type { Hand } from './hands.ts';

/**
 * From the tune screen on: a margin that starves, a brush, a rule's rows, a starved query, its threshold on the ladder, undo, a
 * name for the setting, and the export to `target`.
 */
export async function tellStory(
  app: ElectronApplication,
  page: Page,
  hand: Hand,
  target: string,
): Promise<void> {
  await expect(tile(page, 'Selected negatives')).toBeVisible({ timeout: 300_000 });
  const queries = page.getByRole('grid', { name: 'Queries' });
  const listed = page.getByRole('region', { name: 'Queries' }).getByText(/^[\d,]+ quer(y|ies)$/);
  const whole = await numberOf(listed);

  // A margin that starves some.
  let percent = 60;
  do {
    percent -= 10;
    await hand.write(page.getByRole('textbox', { name: 'PercPos value' }), String(percent));
    await settled(page);
  } while ((await numberIn(page, 'Starved queries')) === 0 && percent > 10);
  const starved = await numberIn(page, 'Starved queries');
  expect(starved).toBeGreaterThan(0);

  // A part of a chart, and a rule's number: the table follows; one chip and all chips take it back.
  await hand.brush(page.getByRole('group', { name: /^Brush teacher score/i }));
  await expect.poll(() => numberOf(listed)).toBeLessThanOrEqual(whole);
  await hand.press(page.getByRole('button', { name: /^Clear filter score/ }));
  await hand.press(page.getByRole('button', { name: /candidates, fails PercPos$/ }));
  await expect(page.getByText('fails PercPos', { exact: true })).toBeVisible();
  await settled(page);
  expect(await numberIn(page, 'Selected negatives')).toBe(0);
  await hand.press(page.getByRole('button', { name: 'Clear all' }));
  await settled(page);

  // The rows of a number, and one of them.
  await hand.press(page.getByRole('button', { name: /^Starved queries/ }));
  await expect.poll(() => numberOf(listed)).toBe(starved);
  const asked = await queries.getByRole('row').nth(1).getByRole('gridcell').nth(1).innerText();
  await hand.openFirst(queries);
  // Until its candidates are there, the query that was open before stays in sight.
  await expect(page.getByRole('heading', { level: 1 })).toContainText(asked.slice(0, 24));
  const chip = page.getByText('starved', { exact: true });
  await expect(chip).toBeVisible();

  // Its threshold, up until it is fed; undo takes one step after the other back.
  const line = page.getByRole('slider', { name: 'Threshold', exact: true });
  const height = async (): Promise<number> => Number(await line.getAttribute('aria-valuenow'));
  const before = await height();
  await expect(async () => {
    await hand.slideUp(line);
    await expect(chip).toHaveCount(0, { timeout: 500 });
  }).toPass({ timeout: 60_000 });
  expect(await height()).toBeGreaterThan(before);
  await expect(async () => {
    // Looked at before each step: one too many would take back what came before the drag.
    if (Math.abs((await height()) - before) > 1e-6) await hand.undo();
    await expect.poll(height, { timeout: 3_000 }).toBeCloseTo(before, 6);
  }).toPass({ timeout: 90_000 });
  await expect(chip).toBeVisible();

  // A name for the setting.
  await hand.press(page.getByRole('button', { name: 'Back to Tune' }));
  await hand.press(page.getByRole('button', { name: 'Settings', exact: true }).last());
  await hand.write(page.getByRole('textbox', { name: 'Name for this setting' }), 'from the story');
  await expect(page.getByRole('button', { name: /^from the story/ })).toBeVisible();
  await hand.close(page.getByRole('button', { name: 'Close named settings' }));
  await expect(page.getByRole('button', { name: 'Close named settings' })).toHaveCount(0);

  await answerDialogs(app, { save: target });
  await hand.press(page.getByRole('button', { name: /^Export/ }));
  const dialog = page.getByRole('dialog');
  await hand.choose(dialog.getByRole('radio', { name: /FlagEmbedding/ }));
  await hand.press(dialog.getByRole('button', { name: /export/i }));
  await expect(dialog.getByText(/SHA-256/i)).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  const manifest: unknown = JSON.parse(readFileSync(`${target}.manifest.json`, 'utf8'));
  expect(manifest).toMatchObject({ settings: { perc: percent / 100, numNegatives: 4 } });
  expect(readFileSync(target, 'utf8').trim().split('\n').length).toBeGreaterThan(0);
}

export function tile(page: Page, title: string): Locator {
  return page.locator('.tile').filter({ hasText: title });
}

export async function numberIn(page: Page, title: string): Promise<number> {
  return numberOf(tile(page, title).locator('strong'));
}

async function numberOf(place: Locator): Promise<number> {
  return Number((await place.innerText()).replaceAll(',', '').match(/\d+/)?.[0] ?? Number.NaN);
}
