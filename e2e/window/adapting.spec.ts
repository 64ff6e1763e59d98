import { expect, test, type Page } from '@playwright/test';
import type { LaunchedApp } from '../launch.ts';
import { openSampleWindow, screenButtons } from '../sample-window.ts';

let launched: LaunchedApp;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  launched = await openSampleWindow();
});
test.afterAll(() => launched.close());

test('at 200 % zoom no screen scrolls sideways, and every control can be brought into view and hit', async () => {
  test.setTimeout(180_000);
  const { app, page } = launched;
  const zoomIn = () =>
    app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.setContentSize(1280, 800);
      window?.webContents.setZoomFactor(2);
    });
  // What Chromium sets a new page's zoom to can come after this.
  await expect
    .poll(() => zoomIn().then(() => page.evaluate(() => globalThis.innerWidth)))
    .toBeLessThanOrEqual(640);
  const found: Record<string, readonly string[]> = {};
  for (const screen of screenButtons) {
    await go(page, screen);
    found[screen] = await outOfReach(page);
  }
  await openQuery(page);
  found['Query'] = await outOfReach(page);
  const [heading, head] = ['.query-head h1', '.query-head'].map((at) => page.locator(at).boundingBox());
  expect((await heading)?.width).toBeGreaterThan(0.9 * ((await head)?.width ?? 0));
  await go(page, 'Tune');
  for (const panel of ['More rules', 'Settings', 'Columns']) {
    const button = page.getByRole('main').getByRole('button', { name: panel, exact: true });
    await button.click();
    found[panel] = await outOfReach(page, '.popover');
    await page.keyboard.press('Escape');
  }
  for (const [name, keys] of [
    ['Export', 'ControlOrMeta+e'],
    ['Palette', 'ControlOrMeta+k'],
    ['Help', 'F1'],
  ] as const) {
    await page.keyboard.press(keys);
    await page.getByRole('dialog').waitFor();
    found[name] = await outOfReach(page, 'dialog');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.setZoomFactor(1));
  // A low window of the same width has the same rail, with a bar to scroll it.
  await page.setViewportSize({ width: 720, height: 450 });
  for (const screen of screenButtons) {
    await go(page, screen);
    found[`${screen}, low`] = await brokenNames(page);
  }
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((screen) => [screen, []])));
});

test('the cursor’s value stands above the curves, and a query of two lines moves nothing below it', async () => {
  const { page } = launched;
  await page.setViewportSize({ width: 1000, height: 700 });
  await go(page, 'Tune');
  const cursor = page.getByRole('slider', { name: /threshold/ });
  const plot = await cursor.boundingBox();
  const value = await cursor.locator('b').boundingBox();
  // The curves' own lines are two pixels wide.
  expect((value?.y ?? 0) + (value?.height ?? 0)).toBeLessThan((plot?.y ?? 0) - 1);

  await openQuery(page);
  const columns = page.locator('.query-columns');
  const before = await columns.boundingBox();
  await page.locator('.query-head h1').evaluate((heading) => {
    heading.textContent = `${heading.textContent} `.repeat(8);
  });
  expect(await columns.boundingBox()).toEqual(before);
});

test('when the system turns dark, page, charts and the window behind them follow', async () => {
  const { app, page } = launched;
  await go(page, 'Tune');
  const looks = () =>
    page.evaluate(() => ({
      page: getComputedStyle(document.body).backgroundColor,
      charts: [...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()),
    }));
  const turn = (theme: 'light' | 'dark' | 'system') =>
    app.evaluate(({ nativeTheme }, source) => {
      nativeTheme.themeSource = source;
    }, theme);
  const behind = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBackgroundColor().toLowerCase());
  // Playwright's own answer for the page comes first: this window's is asked for.
  await page.emulateMedia({ colorScheme: null });
  await turn('light');
  await expect.poll(behind).toBe('#f3f5f7');
  await expect.poll(async () => (await looks()).page).toBe('rgb(243, 245, 247)');
  await expect(page.locator('.queries-table canvas').first()).toBeVisible({ timeout: 30_000 });
  const light = await looks();
  expect(light.charts.length).toBeGreaterThan(4);
  await turn('dark');
  await expect.poll(behind).toBe('#13171b');
  await expect
    .poll(async () => {
      const dark = await looks();
      return [dark.page, dark.charts.filter((drawn, place) => drawn === light.charts[place]).length];
    })
    .toEqual(['rgb(19, 23, 27)', 0]);
  await turn('system');
});

test('with reduced motion nothing moves', async () => {
  const { page } = launched;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  for (const screen of screenButtons) {
    await go(page, screen);
    const moving = await page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { animationName, animationDuration, animationIterationCount, transitionDuration } =
          getComputedStyle(element);
        const seconds = [animationDuration, transitionDuration].flatMap((all) =>
          all.split(', ').map((one) => Number.parseFloat(one)),
        );
        const repeats = animationName !== 'none' && animationIterationCount !== '1';
        return repeats || seconds.some((duration) => duration > 0.001) ? [element.className.toString()] : [];
      }),
    );
    expect({ screen, moving }).toEqual({ screen, moving: [] });
  }
  await page.emulateMedia({ reducedMotion: null });
});

test('in forced colours what is chosen, pressed and filled is still told apart', async () => {
  const { page } = launched;
  await page.emulateMedia({ forcedColors: 'active' });
  await go(page, 'Tune');
  const look = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const { backgroundColor, color, borderColor, outlineStyle } = getComputedStyle(element);
        return { backgroundColor, color, borderColor, outlineStyle };
      });
  expect(await look('.segmented input:checked + span')).not.toEqual(
    await look('.segmented input:not(:checked) + span'),
  );
  expect(await look('.navigation-bar button[aria-current=page]')).not.toEqual(
    await look('.navigation-bar button:not([aria-current]):not(:disabled)'),
  );
  expect(await look('.queries-table .grid-row.active')).not.toEqual(
    await look('.queries-table .grid-body .grid-row:not(.active)'),
  );
  // Bars and swatches carry data: their colours are kept.
  for (const marks of ['.rule-table .bar', '.swatch.filled', '.swatch.dashed'])
    expect(
      await page
        .locator(marks)
        .first()
        .evaluate((element) => getComputedStyle(element).forcedColorAdjust),
    ).toBe('none');
  // On a dark canvas the dark text of a mark is nothing.
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await openQuery(page);
  const shared = await look('mark.shared');
  expect(shared.color).toBe((await look('.query-head h1')).color);
  expect(shared.color).not.toBe(shared.backgroundColor);
  await page.emulateMedia({ forcedColors: null, colorScheme: null });
});

async function go(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${screen}`) })
    .click();
  await page.waitForTimeout(600);
}

async function openQuery(page: Page): Promise<void> {
  await go(page, 'Tune');
  const row = page.getByRole('grid', { name: 'Queries' }).getByRole('row').nth(1);
  await row.dblclick();
  await expect(page.getByRole('listbox', { name: /Candidates/ })).toBeVisible();
}

/** What is wrong with the place of things: a line for each control that is cut off, covered, or makes the page scroll sideways. */
function outOfReach(page: Page, within = 'body'): Promise<readonly string[]> {
  return page.evaluate((root) => {
    const found: string[] = [];
    for (const one of [document.scrollingElement, document.querySelector('main')]) {
      if (one && one.scrollWidth > one.clientWidth + 1)
        found.push(`${one.tagName} is ${one.scrollWidth} wide in ${one.clientWidth}`);
    }
    const controls = document.querySelectorAll(
      `${root} :is(button, input, select, textarea, [tabindex='0'])`,
    );
    for (const control of controls) {
      // What is chosen by its label is hit by it.
      const isHidden = control.matches('input:is([type=radio], [type=checkbox])');
      const shown = isHidden ? (control.closest('label') ?? control) : control;
      if (!shown.checkVisibility()) continue;
      shown.scrollIntoView({ block: 'center', inline: 'center' });
      const { left, right, top, bottom } = shown.getBoundingClientRect();
      const name = `${control.tagName} ${control.getAttribute('aria-label') ?? shown.textContent?.slice(0, 40)}`;
      if (right - left < 1 || bottom - top < 1) found.push(`${name} has no size`);
      const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
      const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
      const hit = document.elementFromPoint(x, y);
      if (!hit || !shown.contains(hit))
        found.push(
          `${name} at ${Math.round(x)}, ${Math.round(y)} is under ${hit?.tagName} ${hit?.className}`,
        );
    }
    return found;
  }, within);
}

/** Names in the navigation that take more than one line; the current one is set in bold. */
async function brokenNames(page: Page): Promise<readonly string[]> {
  return page.getByRole('navigation').evaluate((bar) => {
    const texts = document.createTreeWalker(bar, NodeFilter.SHOW_TEXT);
    const broken: string[] = [];
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(text);
      const tops = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (tops.size > 1) broken.push(`${text.textContent} on ${tops.size} lines`);
    }
    return broken;
  });
}
