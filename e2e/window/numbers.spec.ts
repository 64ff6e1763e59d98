import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { MiningReport } from '../../shared/domain/report.ts';
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
    suspects: await strong(/^Suspects selected/),
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
