import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MiningReport } from '../../shared/domain/report.ts';
import { launchApp } from '../launch.ts';
import { negscope } from '../negscope.ts';
import { settled, useSetting } from '../steps.ts';
import { openSampleWindow } from '../sample-window.ts';

const settings = [
  'perc=0.9',
  'absolute-margin=2.5,anchor=max,num-negatives=7',
  'max-score=20,shift=1,anchor=mean,select=uniform,from-top=6,seed=3',
  'perc=0.6,min-score=3,range-max=40,anchor=each,num-negatives=2,select=softmax',
] as const;

const Line = z.object({
  query_id: z.string(),
  candidates: z.array(z.object({ failed: z.array(z.string()), selected: z.boolean() })),
});

test('the tiles and the rules are the stored run’s report, and under a filter what its exported candidates say', async () => {
  test.setTimeout(240_000);
  const { page, workspace, userData, close } = await openSampleWindow();
  try {
    for (const [number, setting] of settings.entries()) {
      await useSetting(page, setting);
      const run = `n${number}`;
      await negscope('mine', workspace, '--teacher', 'words', '--run', run, '--setting', setting);
      const report = MiningReport.parse(await negscope('report', workspace, '--run', run));
      expect(await tiles(page)).toEqual({
        selected: report.selected,
        starved: report.starved,
        short: report.short,
        suspects: report.suspects.selected,
        kept: report.kept,
        candidates: report.candidates,
      });
      expect(await rules(page)).toEqual(Object.values(report.failed).flatMap(({ any, only }) => [any, only]));
    }

    // Filters, on the first setting: against every candidate of the run.
    await useSetting(page, settings[0]);
    const out = join(userData, 'candidates.jsonl');
    const format = ['--format', 'negscope', '--candidates', '--out', out];
    await negscope('export', workspace, '--run', 'n0', ...format);
    const lines = readFileSync(out, 'utf8')
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
    const isOnly = ({ failed }: z.infer<typeof Line>['candidates'][number]): boolean =>
      failed.length === 1 && failed[0] === 'perc-pos';
    await page.getByRole('button', { name: /candidates, fails only PercPos$/ }).click();
    const hit = lines.filter(({ candidates }) => candidates.some(isOnly));
    await expect.poll(() => queries(page)).toBe(hit.length);
    expect(await tiles(page)).toMatchObject({
      candidates: hit.flatMap(({ candidates }) => candidates.filter(isOnly)).length,
      kept: 0,
      selected: 0,
    });
    await page.getByRole('button', { name: 'Clear all' }).click();

    const texts = new Map(
      readFileSync(join(import.meta.dirname, '../../resources/sample/queries.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => z.object({ _id: z.string(), text: z.string() }).parse(JSON.parse(line)))
        .map(({ _id, text }): [string, string] => [_id, text]),
    );
    // A search for words, one of them in another form than the texts have it.
    const found = lines.filter((line) => /\bdiscovered\b/i.test(texts.get(line.query_id) ?? ''));
    await page.getByRole('searchbox', { name: 'Search queries' }).fill('discovering');
    await expect(page.getByText('words: discov')).toBeVisible({ timeout: 30_000 });
    await expect.poll(() => queries(page)).toBe(found.length);
    expect(await tiles(page)).toMatchObject({
      candidates: found.flatMap(({ candidates }) => candidates).length,
      selected: found.flatMap(({ candidates }) => candidates.filter(({ selected }) => selected)).length,
    });
  } finally {
    await close();
  }
});

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

test('every column of the queries table sorts and filters, those with words too', async () => {
  test.setTimeout(120_000);
  const { page, close } = await openSampleWindow();
  try {
    const column = (id: string) => page.locator(`.grid-body .cell.${id}`).allInnerTexts();
    const inOrder = async (id: string): Promise<(readonly [string, string])[]> => {
      await expect(page.locator('.grid-body .cell.loading')).toHaveCount(0);
      // Rows are drawn in the list's order, whatever their place in the document.
      const [texts, ids] = [await column(id), await column('id')];
      return texts.map((text, i) => [text, ids[i] ?? ''] as const);
    };
    const total = await queries(page);
    const sort = (name: string) =>
      page.getByRole('columnheader', { name, exact: true }).getByRole('button').click();
    const imported = await inOrder('text');
    for (const [name, id, collator] of [
      ['query', 'text', new Intl.Collator('en')],
      ['id', 'id', new Intl.Collator('en', { numeric: true })],
    ] as const) {
      await sort(name);
      const header = page.getByRole('columnheader', { name, exact: true });
      await expect(header).toHaveAttribute('aria-sort', 'ascending');
      await expect
        .poll(async () => {
          const shown = (await inOrder(id)).map(([text]) => text);
          return shown.length > 5 && shown.join() === shown.toSorted(collator.compare).join();
        })
        .toBe(true);
      await sort(name);
      await expect(header).toHaveAttribute('aria-sort', 'descending');
      await sort(name);
      await expect(header).toHaveAttribute('aria-sort', 'none');
      await expect.poll(() => inOrder('text')).toEqual(imported);
    }
    await page.getByRole('button', { name: 'Filter columns' }).click();
    await page.getByRole('textbox', { name: 'Filter query' }).fill('COUNTRY');
    await page.keyboard.press('Enter');
    await expect.poll(() => queries(page)).toBeLessThan(total);
    for (const [text] of await inOrder('text')) expect(text.toLowerCase()).toContain('country');
    await expect(page.getByText('query has “COUNTRY”')).toBeVisible();
    const [, someId = ''] = (await inOrder('text'))[3] ?? [];
    await page.getByRole('textbox', { name: 'Filter id' }).fill(someId);
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await inOrder('id')).every(([id]) => id.includes(someId))).toBe(true);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(() => queries(page)).toBe(total);
  } finally {
    await close();
  }
});

async function tiles(page: Page) {
  await settled(page);
  const tile = (name: RegExp) => page.locator('.tile').filter({ hasText: name });
  const strong = async (name: RegExp): Promise<number> =>
    numberIn(await tile(name).locator('strong').innerText());
  const kept = tile(/^Kept candidates/);
  return {
    selected: await strong(/^Selected negatives/),
    starved: await strong(/^Starved/),
    short: await strong(/^Short/),
    suspects: await strong(/^Suspects among/),
    kept: numberIn(await kept.locator('.tile-beside').innerText()),
    candidates: numberIn(await kept.locator('.tile-below').innerText()),
  };
}

async function rules(page: Page): Promise<readonly number[]> {
  const buttons = page.locator('.rule-table tbody tr').filter({ hasNotText: /^(candidates|kept)/ });
  return (await buttons.getByRole('button').allInnerTexts()).map(numberIn);
}

async function queries(page: Page): Promise<number> {
  return numberIn(
    await page
      .getByRole('region', { name: 'Queries' })
      .getByText(/^[\d,]+ quer(y|ies)$/)
      .innerText(),
  );
}

function numberIn(text: string): number {
  return Number(text.replaceAll(',', '').match(/\d+/)?.[0] ?? Number.NaN);
}
