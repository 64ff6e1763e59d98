import { expect, test, type Page } from '@playwright/test';
import { launchApp } from '../launch.ts';
import { openSampleWindow } from '../sample-window.ts';

test('columns of the queries table are chosen, moved and widened, and are so the next time; nDCG@10 is measured when it is shown', async () => {
  test.setTimeout(120_000);
  const { page, app, userData, workspace, close } = await openSampleWindow();
  try {
    const cells = page.locator('.grid-body .cell.ndcg');
    await page.getByRole('button', { name: 'Columns', exact: true }).click();
    await page.getByRole('checkbox', { name: 'nDCG@10' }).check();
    await page.keyboard.press('Escape');
    await expect(cells.first()).toHaveText(/^[01]\.\d{3}$/, { timeout: 60_000 });
    await page.getByRole('columnheader', { name: 'nDCG@10' }).getByRole('button').click();
    await expect(cells.first()).toHaveText('1.000');
    // By keys from the rows: the first name, one further, there and back; wider by two steps; behind the next one.
    const order = (window: Page) =>
      window
        .locator('.grid-head [role="columnheader"]')
        .evaluateAll((names) => names.map(({ className }) => className));
    const widthOf = async (window: Page, name: string) =>
      (await window.getByRole('columnheader', { name, exact: true }).boundingBox())?.width ?? 0;
    const [first = '', second = '', ...others] = await order(page);
    const wide = await widthOf(page, 'id');
    await page.getByRole('grid', { name: 'Queries' }).focus();
    for (const key of [
      'Home',
      'ArrowUp',
      'Home',
      'ArrowRight',
      'ArrowLeft',
      'Shift+ArrowRight',
      'Shift+ArrowRight',
    ])
      await page.keyboard.press(key);
    await expect.poll(() => widthOf(page, 'id')).toBe(wide + 20);
    await page.keyboard.press('Alt+ArrowRight');
    expect(await order(page)).toEqual([second, first, ...others]);
    await page.keyboard.press('Enter');
    const idName = page.getByRole('columnheader', { name: 'id', exact: true });
    await expect(idName).toHaveAttribute('aria-sort', 'ascending');
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('grid', { name: 'Queries' })).toBeFocused();
    // By the mouse: 30 px wider; a double click fits it to the ids, which are short here.
    const edge = await idName.locator('.column-edge').boundingBox();
    const [x, y] = [(edge?.x ?? 0) + 4, (edge?.y ?? 0) + 8];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 30, y, { steps: 3 });
    await page.mouse.up();
    await expect.poll(() => widthOf(page, 'id')).toBe(wide + 50);
    await idName.locator('.column-edge').dblclick();
    await expect.poll(() => widthOf(page, 'id')).toBeLessThan(wide + 20);
    const fitted = await widthOf(page, 'id');
    // Dragged past its right neighbour and back again: where it was, and sorted as before.
    const dropPast = async (name: string) => {
      const [own, other] = await Promise.all(
        [idName, page.getByRole('columnheader', { name, exact: true })].map((one) => one.boundingBox()),
      );
      await page.mouse.move((own?.x ?? 0) + 12, y);
      await page.mouse.down();
      const past = (own?.x ?? 0) < (other?.x ?? 0) ? 20 : -20;
      await page.mouse.move((other?.x ?? 0) + (other?.width ?? 0) / 2 + past, y, { steps: 8 });
      await page.mouse.up();
    };
    await dropPast('query');
    expect(await order(page)).toEqual([first, second, ...others]);
    await dropPast('query');
    expect(await order(page)).toEqual([second, first, ...others]);
    // A quick hand: far past the right end between two events, and back before the first.
    for (const x of [9_000, -9_000]) {
      const own = await idName.boundingBox();
      await page.mouse.move((own?.x ?? 0) + 12, y);
      await page.mouse.down();
      await page.mouse.move(x, y);
      await page.mouse.up();
      expect(await order(page)).toEqual(x > 0 ? [second, ...others, first] : [first, second, ...others]);
      await page.locator('.queries-table').evaluate((table) => table.scrollTo(0, 0));
    }
    await dropPast('query');
    await expect(idName).toHaveAttribute('aria-sort', 'ascending');
    await app.close();
    const again = await launchApp({ userData, args: [workspace] });
    await expect(again.page.locator('.grid-body .cell.ndcg').first()).toHaveText(/^[01]\.\d{3}$/, {
      timeout: 60_000,
    });
    expect(await order(again.page)).toEqual([second, first, ...others]);
    expect(await widthOf(again.page, 'id')).toBe(fitted);
    await again.app.close();
  } finally {
    await close().catch(() => {});
  }
});
