import { expect, type Locator, type Page } from '@playwright/test';

/** How somebody works the window: the same story is told with each. */
export type Hand = {
  readonly name: 'mouse' | 'keyboard';
  /** Presses a button. */
  readonly press: (button: Locator) => Promise<void>;
  /** Chooses one of a group. */
  readonly choose: (radio: Locator) => Promise<void>;
  /** Replaces what stands in a field, and commits it. */
  readonly write: (field: Locator, text: string) => Promise<void>;
  /** Brushes a part in the middle of a chart. */
  readonly brush: (area: Locator) => Promise<void>;
  /** Opens the first row of a grid. */
  readonly openFirst: (grid: Locator) => Promise<void>;
  /** Moves a vertical slider up a little. */
  readonly slideUp: (slider: Locator) => Promise<void>;
  /** Closes the panel that the focus is in, whose cross is given. */
  readonly close: (cross: Locator) => Promise<void>;
  readonly undo: () => Promise<void>;
};

export function mouseOf(page: Page): Hand {
  return {
    name: 'mouse',
    press: (button) => button.click(),
    choose: (radio) => radio.check({ force: true }),
    async write(field, text) {
      await field.fill(text);
      await page.keyboard.press('Enter');
    },
    async brush(area) {
      const { x, y, width, height } = await boxOf(area);
      await page.mouse.move(x + width * 0.4, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + width * 0.6, y + height / 2, { steps: 4 });
      await page.mouse.up();
    },
    openFirst: (grid) => grid.getByRole('row').nth(1).dblclick(),
    async slideUp(slider) {
      const { x, y, height } = await boxOf(slider);
      await page.mouse.move(x + 12, y + height / 2);
      await page.mouse.down();
      await page.mouse.move(x + 12, y + height / 2 - 90, { steps: 3 });
      await page.mouse.up();
    },
    close: (cross) => cross.click(),
    undo: () => page.getByRole('button', { name: 'Undo setting' }).click(),
  };
}

/** Nothing but keys: whatever is used must be reached by Tab. */
export function keyboardOf(page: Page): Hand {
  const key = (name: string): Promise<void> => page.keyboard.press(name);
  return {
    name: 'keyboard',
    close: () => key('Escape'),
    async press(button) {
      await tabTo(page, button);
      await key('Enter');
    },
    async choose(radio) {
      const group = radio.locator('xpath=ancestor::fieldset[1]');
      await tabTo(page, group);
      const options = await group.getByRole('radio').count();
      for (let i = 0; i < options && !(await radio.isChecked()); i++) await key('ArrowDown');
      await expect(radio).toBeChecked();
    },
    async write(field, text) {
      await tabTo(page, field);
      await key('ControlOrMeta+a');
      await page.keyboard.type(text);
      await key('Enter');
    },
    async brush(area) {
      await tabTo(page, area);
      await key('Enter');
      for (let i = 0; i < 3; i++) await key('Shift+ArrowRight');
    },
    async openFirst(grid) {
      await tabTo(page, grid);
      await key('Home');
      await key('Enter');
    },
    async slideUp(slider) {
      await tabTo(page, slider);
      await key('PageUp');
    },
    undo: () => key('ControlOrMeta+z'),
  };
}

const mostTabs = 250;

/** Tabs until the focus is on an element or, for a group, in it; fails when a whole round does not come there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let i = 0; i < mostTabs; i++) {
    if (await target.evaluate((element) => element.contains(element.ownerDocument.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(target)}`);
}

async function boxOf(element: Locator): Promise<NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>> {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error(`${String(element)} has no place`);
  return box;
}
