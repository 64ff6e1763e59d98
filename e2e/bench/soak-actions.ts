import type { Locator, Page } from '@playwright/test';
import { dragPaced } from './window-speed/held-mouse.ts';
import { paced } from './window-speed/paced.ts';

export type SoakAction = readonly [name: string, act: (page: Page, random: () => number) => Promise<void>];

/**
 * Longer than anything takes on a busy machine: an action that Playwright gives up in its midst keeps a handle on its element, and with it some
 * 70 nodes and 5 listeners of the page, for good. What may not be there is looked for first (`isThere`).
 */
const options = { timeout: 30_000 };

/** Whether there is something to act on, in a second or so; without a handle on it. */
async function isThere(page: Page, wanted: Locator): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    if ((await wanted.count()) > 0) return true;
    await page.waitForTimeout(50);
  }
  return false;
}

/** Everything that random use does; each begins on whatever screen the one before left. */
export const soakActions: readonly SoakAction[] = [
  ['tune screen', goTune],
  ['drag', dragSlider],
  ['drag', dragSlider],
  ['brush', brush],
  ['clear the brush', clearBrush],
  ['sort', sort],
  ['filter', filter],
  ['search', search],
  ['scroll', scroll],
  ['open queries', openQueries],
  ['undo', (page) => page.keyboard.press('Control+z')],
  ['redo', (page) => page.keyboard.press('Control+Shift+z')],
  ['switch screens', switchScreens],
  ['palette', palette],
  ['method', method],
];

async function goTune(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Tune', exact: true }).first().click(options);
  await page.locator('.report-tiles').waitFor(options);
}

/** The tuning screen as it is first seen: all rows, from the first, no search, no brush. What lies at rest there can be compared. */
export async function goToStart(page: Page): Promise<void> {
  await goTune(page);
  await press(page, 'Clear all');
  await page.getByRole('radio', { name: 'All', exact: true }).check({ ...options, force: true });
  await page.locator('.queries-table').evaluate((table) => table.scrollTo(0, 0));
  await page.locator('.report-tiles.trust-exact').waitFor(options);
}

async function dragSlider(page: Page, random: () => number): Promise<void> {
  await goTune(page);
  const box = await page.getByRole('slider').first().boundingBox(options);
  if (box === null) return;
  const y = box.y + box.height / 2;
  const [from, by] = [random(), random() * 0.05];
  await dragPaced(page, { x: box.x + box.width * from, y }, 40, (step) => ({
    x: box.x + box.width * (0.5 + 0.45 * Math.sin(from * 6 + step * by)),
    y,
  }));
}

async function brush(page: Page, random: () => number): Promise<void> {
  await goTune(page);
  const areas = page.locator('.brush-area');
  const box = await areas.nth(Math.floor(random() * (await areas.count()))).boundingBox(options);
  if (box === null) return;
  const y = box.y + box.height / 2;
  const [from, to] = [random(), random()];
  await dragPaced(page, { x: box.x + box.width * from, y }, 15, (step) => ({
    x: box.x + box.width * (from + ((to - from) * step) / 15),
    y,
  }));
  await page.waitForTimeout(200);
}

async function clearBrush(page: Page): Promise<void> {
  await goTune(page);
  await press(page, 'Clear');
}

/** Presses the last button whose name begins so, in one go: a chip may vanish by itself between a look and a click, which would wait for another. */
async function press(page: Page, name: string): Promise<void> {
  await page.evaluate((beginning) => {
    const named = [...document.querySelectorAll('button')].filter((button) =>
      (button.ariaLabel ?? button.textContent).startsWith(beginning),
    );
    named.findLast((button) => !button.disabled)?.click();
  }, name);
}

async function sort(page: Page, random: () => number): Promise<void> {
  await goTune(page);
  const heads = page.locator('.grid-head button.sort');
  await heads.nth(Math.floor(random() * (await heads.count()))).click(options);
}

async function filter(page: Page, random: () => number): Promise<void> {
  await goTune(page);
  const names = ['All', 'Starved', 'Short', 'With suspects'];
  const name = names[Math.floor(random() * names.length)] ?? 'All';
  await page.getByRole('radio', { name, exact: true }).check({ ...options, force: true });
}

async function search(page: Page, random: () => number): Promise<void> {
  await goTune(page);
  const field = page.getByRole('searchbox').or(page.getByPlaceholder('Search text or id')).first();
  await field.fill(random() < 0.4 ? '' : String(Math.floor(random() * 1_000)), options);
  await page.waitForTimeout(300);
}

async function scroll(page: Page, random: () => number): Promise<void> {
  await goTune(page);
  const grid = page.locator('.queries-table');
  await grid.scrollIntoViewIfNeeded(options);
  await grid.hover(options);
  await paced(30, () => page.mouse.wheel(0, (random() - 0.3) * 900));
}

async function openQueries(page: Page, random: () => number): Promise<void> {
  await goTune(page);
  const row = page.locator('.grid-body .grid-row').nth(Math.floor(random() * 4));
  if (!(await isThere(page, row))) return;
  await row.dblclick(options);
  await page.locator('.query-screen').waitFor(options);
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press(random() < 0.7 ? ']' : '[');
    await page.waitForTimeout(60);
  }
  await page.keyboard.press('Escape');
}

async function switchScreens(page: Page, random: () => number): Promise<void> {
  const names = ['Data', 'Teachers', 'Starved', 'Runs', 'Judge', 'Annotate', 'Agreement'];
  for (let step = 0; step < 3; step++) {
    const name = names[Math.floor(random() * names.length)] ?? 'Data';
    await page.locator('nav').getByRole('button', { name }).first().click(options);
    await page.waitForTimeout(150);
  }
}

async function palette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('run');
  await page.keyboard.press('Escape');
}

async function method(page: Page, random: () => number): Promise<void> {
  await goTune(page);
  const names = ['Shifted', 'Abs', 'MarginPos', 'PercPos', 'PercPos'];
  const name = names[Math.floor(random() * names.length)] ?? 'PercPos';
  await page.getByRole('radio', { name, exact: true }).check({ ...options, force: true });
}
