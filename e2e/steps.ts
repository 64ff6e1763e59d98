import { expect, type Page } from '@playwright/test';

/** Opens a screen by the navigation. */
export async function goTo(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${screen}`) })
    .click();
}

/** Takes a setting from its short text. */
export async function useSetting(page: Page, text: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('textbox', { name: 'Setting as text' }).fill(text);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Close named settings' }).click();
}

/** Waits until every number on the tune screen is exact. */
export async function settled(page: Page): Promise<void> {
  // What was done a moment ago may still be on its way to the numbers.
  await page.waitForTimeout(300);
  await expect(page.locator('.trust-note')).toHaveText('exact', { timeout: 30_000 });
  await expect(page.locator('.tiles')).toHaveAttribute('aria-busy', 'false');
}

/** The numbers in a text: "[4.1, 8.6]" and the like. */
export function numbersIn(text: string): readonly number[] {
  return (text.replaceAll(/(?<=\d),(?=\d{3})/g, '').match(/\d+(\.\d+)?/g) ?? []).map(Number);
}
