import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchApp } from '../launch.ts';
import { negscope } from '../negscope.ts';

const script = '<img src=x onerror="globalThis.wasRun = 1"><script>globalThis.wasRun = 2</script>';
const bidi = 'giraffe \u202e\u2066 neck \u202d tall';
const control = 'giraffe \u0007\u001b[31m\u009b bell \u200b\ufeff end';
const giant = `giraffe ${'x'.repeat(10 * 1024 * 1024)}`;
const wall = `giraffe ${'W'.repeat(5_000)}`;
const address = `https://example.org/${'a-long-path/'.repeat(20)}#fragment`;
const documents = [
  { _id: 'd0', title: '', text: 'A giraffe has a long neck.' },
  { _id: 'd1', title: script, text: `giraffe ${script}` },
  { _id: 'd2', title: bidi, text: bidi },
  { _id: 'd3', title: '', text: control },
  { _id: 'd4', title: 'giraffe', text: giant },
  { _id: 'd5', title: wall, text: wall },
  { _id: `d6${bidi}`, title: '', text: 'giraffe with an odd id' },
  { _id: address, title: '', text: 'giraffe under an address' },
];
const queries = [
  { _id: 'q0', text: `How tall is a giraffe? ${script}` },
  { _id: 'q1', text: `${bidi} ${'Q'.repeat(3_000)}` },
  { _id: script, text: control },
  { _id: address, text: 'Which giraffe has an address?' },
];

test('texts of every kind are shown as texts, and none moves anything else', async () => {
  test.setTimeout(180_000);
  const launched = await launchApp();
  const data = join(launched.userData, 'data');
  mkdirSync(join(data, 'qrels'), { recursive: true });
  const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  // A surrogate that stands alone is no text: its line is refused, and says so.
  const alone = String.raw`{"_id": "d9", "title": "", "text": "giraffe \ud800 alone"}`;
  writeFileSync(join(data, 'corpus.jsonl'), `${lines(documents)}${alone}\n`);
  writeFileSync(join(data, 'queries.jsonl'), lines(queries));
  const labels = queries.map(({ _id }) => `${_id}\td0\t1`).join('\n');
  writeFileSync(join(data, 'qrels', 'train.tsv'), `query-id\tcorpus-id\tscore\n${labels}\n`);
  const workspace = join(launched.userData, 'hostile.negscope');
  const report = await negscope('import', workspace, data);
  expect(report).toMatchObject({ documents: documents.length });
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  await launched.app.close();
  const { page, close, consoleErrors } = await launchApp({
    userData: launched.userData,
    args: [workspace],
  });
  try {
    const grid = page.getByRole('grid', { name: 'Queries' });
    await expect(grid.getByText('How tall is a giraffe?').first()).toBeVisible({ timeout: 60_000 });
    const rows = grid.locator('.grid-body [role=row]');
    const heights = new Set(
      (await Promise.all((await rows.all()).map((row) => row.boundingBox()))).map((box) => box?.height),
    );
    expect(heights.size).toBe(1);
    await fits(page);

    for (let place = 0; place < queries.length; place++) {
      await page.getByRole('navigation').getByRole('button', { name: /^Tune/ }).click();
      await grid.locator(`#query-row-${place}`).dblclick();
      const candidates = page.getByRole('listbox', { name: /Candidates/ });
      await expect(candidates).toBeVisible();
      // The id beside it leaves the query its room.
      expect((await page.locator('.query-head h1').boundingBox())?.width).toBeGreaterThan(150);
      const options = candidates.getByRole('option');
      await expect.poll(() => options.count()).toBeGreaterThan(1);
      // Counted anew each time: the query before may still be in sight at first.
      for (let at = 0; at < (await options.count()); at++) {
        await options.nth(at).click();
        await fits(page);
      }
    }
    // Directions stay inside their own texts.
    const isolated = await page
      .locator('bdi, .untrusted')
      .evaluateAll((texts) => texts.map((text) => getComputedStyle(text).unicodeBidi));
    expect(isolated.length).toBeGreaterThan(0);
    expect(isolated.every((one) => one.startsWith('isolate') || one === 'plaintext')).toBe(true);
    expect(await page.evaluate(() => Reflect.get(globalThis, 'wasRun'))).toBeUndefined();
    expect(await page.locator('main img, main script').count()).toBe(0);
    expect(consoleErrors).toEqual([]);
  } finally {
    await close();
  }
});

async function fits(page: Page): Promise<void> {
  const wide = await page.evaluate(() =>
    [...document.querySelectorAll('html, main, .texts')].flatMap((one) =>
      one.scrollWidth > one.clientWidth + 1 ? [`${one.tagName} ${one.className}`] : [],
    ),
  );
  expect(wide).toEqual([]);
}
