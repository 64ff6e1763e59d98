import type { Page } from '@playwright/test';

/** Goes to a screen by the navigation. */
export async function goToScreen(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${screen}`) })
    .click({ timeout: 60_000 });
}

/** On the judge's screen: asks a server at an address about negatives of a stored run, without an estimate. */
export async function startJudge(
  page: Page,
  asked: {
    readonly run: string;
    readonly address: string;
    readonly model: string;
    readonly mostPairs: string;
    readonly atATime: string;
  },
): Promise<void> {
  await goToScreen(page, 'Judge');
  await page.getByRole('combobox', { name: 'Run' }).selectOption(asked.run, { timeout: 60_000 });
  await page.getByRole('radio', { name: /Another address/ }).check();
  await page.getByRole('textbox', { name: 'Address of the server' }).fill(asked.address);
  await page.keyboard.press('Enter');
  await chooseModel(page, asked.model);
  await page.getByRole('textbox', { name: 'Most pairs' }).fill(asked.mostPairs);
  await page.getByRole('textbox', { name: 'At a time' }).fill(asked.atATime);
  await page.keyboard.press('Enter');
  // With an estimate of an earlier time it says how many pairs are left.
  const judge = page.getByRole('main').getByRole('button', { name: /^Judge( [\d,]+ pairs?)?$/ });
  await judge.click({ timeout: 60_000 });
}

/** Types a model's name into the field that suggests those of the server. */
export async function chooseModel(page: Page, model: string): Promise<void> {
  const field = page.getByRole('combobox', { name: 'Model' });
  await field.fill(model, { timeout: 60_000 });
  await field.press('Enter');
}
