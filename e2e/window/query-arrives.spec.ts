import { expect, test, type Page } from '@playwright/test';
import { holdEngine } from '../kill-engine.ts';
import { openSampleWindow } from '../sample-window.ts';

declare global {
  interface Window {
    /** What the query screen shows: its heading, what stands under it, and what is odd about texts, which is read last. */
    shownQuery?: () => Shown;
    seenQueries?: Shown[];
  }
}

type Shown = readonly [heading: string, under: string, flags: string];

const steps = 6;
const reading = 'reading';

test('while a query is on its way, nothing of the one before stands under its name', async () => {
  test.setTimeout(120_000);
  const { page, close } = await openSampleWindow();
  try {
    await page.locator('.grid-body .grid-row').first().dblclick();
    await page.evaluate((word) => {
      window.shownQuery = () => {
        const text = (selector: string): string =>
          [...document.querySelectorAll(selector)].map(({ textContent }) => textContent).join(' ');
        const isBusy = document.querySelector('.query-screen[aria-busy]') !== null;
        const option = '.query-columns [role="option"]';
        const under = [
          text('.query-head .push-right'),
          text(`${option} .fate`),
          text(`${option} .score`),
        ].join();
        const hasNumbers = /\d/.test(under);
        const heading = text('.query-head .place bdi') + text('.query-head h1');
        return [heading, isBusy && !hasNumbers ? word : under, text(`${option} .text-flag`)];
      };
    }, reading);
    const truth = new Map<string, Shown>();
    for (let step = 0; step < steps; step++) {
      const shown = await atRest(page, [...truth.keys()]);
      truth.set(shown[0], shown);
      await page.keyboard.press(']');
    }
    expect(truth.size).toBe(steps);

    // Every change of the screen, also between two frames, on the way back.
    await page.evaluate(() => {
      const seen: NonNullable<typeof window.seenQueries> = [];
      window.seenQueries = seen;
      new MutationObserver(() => {
        const shown = window.shownQuery?.();
        if (shown) seen.push(shown);
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await atRest(page, [...truth.keys()]);
    for (let step = 0; step < steps; step++) await page.keyboard.press('[');
    await expect.poll(() => page.evaluate(() => window.shownQuery?.())).toEqual([...truth.values()][0]);
    const seen = await page.evaluate(() => window.seenQueries ?? []);
    const known = seen.filter(([heading]) => truth.has(heading));
    expect(new Set(known.map(([heading]) => heading))).toEqual(new Set(truth.keys()));
    const isOwn = ([heading, under, flags]: Shown): boolean => {
      const [, ownUnder, ownFlags] = truth.get(heading) ?? [];
      return (under === reading || under === ownUnder) && (flags === '' || flags === ownFlags);
    };
    expect(known.filter((shown) => !isOwn(shown))).toEqual([]);
    expect(truth.get([...truth.keys()][0] ?? '')?.[2]).not.toBe('');
    expect(known.some(([, under]) => under === reading)).toBe(true);
  } finally {
    await close();
  }
});

test('a row that is still on its way is opened when it is there', async () => {
  const { app, page, close } = await openSampleWindow();
  let goOn = (): void => {};
  try {
    const grid = page.locator('.queries-table');
    await page.locator('.grid-body .cell.number').first().waitFor();
    goOn = await holdEngine(app);
    await grid.focus();
    await page.keyboard.press('End');
    const last = page.locator('.grid-row[aria-selected="true"]');
    await expect(last).toBeVisible();
    await expect(last).toHaveText('');
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
    await expect(page.locator('.query-screen')).toBeHidden();
    goOn();
    await expect(page.locator('.query-screen h1')).toHaveText(/\?$/);
  } finally {
    goOn();
    await close();
  }
});

/** What is shown once it has arrived, of a query that is not among those seen before. */
async function atRest(page: Page, before: readonly string[]): Promise<Shown> {
  const shown = (): Promise<Shown> => page.evaluate(() => window.shownQuery?.() ?? (['', '', ''] as const));
  await expect
    .poll(async () => {
      const [heading, under] = await shown();
      return under !== reading && under !== '' && !before.includes(heading);
    })
    .toBe(true);
  // The flags come after the candidates.
  await page.waitForTimeout(700);
  return shown();
}
