import { expect, test, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { answerDialogs } from '../answer-dialogs.ts';
import { launchApp } from '../launch.ts';
import { sampleFolder } from '../negscope.ts';

/** Pictures that README and help show. */
const published = resolve(import.meta.dirname, '../../resources/screenshots');
/** Every screen in every size and theme, to be looked at. */
const all = resolve(import.meta.dirname, '../../.cache/screenshots');

const sizes = [
  { width: 1440, height: 900 },
  { width: 1000, height: 700 },
] as const;

test('every screen on the sample data set', async () => {
  mkdirSync(published, { recursive: true });
  mkdirSync(all, { recursive: true });
  const { app, page, close } = await launchApp();
  try {
    await shoot(page, 'start');
    await answerDialogs(app, { open: [sampleFolder] });
    await page.getByRole('button', { name: /Import data/ }).click();
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
    await shoot(page, 'import');
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Start/ })
      .click();
    await page.getByRole('button', { name: /Open the sample/ }).click();
    await expect(page.getByText('Starved queries')).toBeVisible({ timeout: 300_000 });
    await page.getByRole('textbox', { name: 'PercPos value' }).fill('80');
    await page.keyboard.press('Enter');
    await shoot(page, 'tune');
    for (const screen of ['Data', 'Teachers', 'Starved', 'Agreement', 'Runs', 'Settings']) {
      const button = page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${screen}`) });
      if ((await button.count()) === 0) continue;
      await button.click();
      await shoot(page, screen.toLowerCase());
    }
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Annotate/ })
      .click();
    await page.getByRole('textbox', { name: 'You are' }).fill('ada');
    await page.keyboard.press('Enter');
    await expect(page.getByText('+ 100')).toBeVisible({ timeout: 60_000 });
    await shoot(page, 'annotate-start');
    await page.getByRole('button', { name: /^Draw/ }).click();
    for (const key of ['3', '1', '3', '2', '3']) {
      await page.waitForTimeout(900);
      await page.keyboard.press(key);
    }
    await expect(page.getByText(/^5 of \d+ labelled/)).toBeVisible();
    await shoot(page, 'annotate');
    await page.getByRole('navigation').getByRole('button', { name: /^Tune/ }).click();
    await page.getByText('Who discovered the element Lithium?').dblclick();
    await expect(page.getByRole('listbox', { name: /Candidates/ })).toBeVisible();
    await shoot(page, 'query');
    await page.getByRole('button', { name: /^Export/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot(page, 'export');
  } finally {
    await close();
  }
});

async function shoot(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.waitForTimeout(500);
      await page.screenshot({ path: join(all, `${name}-${theme}-${size.width}.png`) });
      const isPublished = ['tune', 'query', 'annotate'].includes(name) && size.width === 1440;
      if (isPublished) await page.screenshot({ path: join(published, `${name}-${theme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(sizes[0]);
}
