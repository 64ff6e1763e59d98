import type { GeneratedSize } from '../generated-workspace.ts';
import { openGenerated } from './open-generated.ts';
import { paintedAfter } from './painted-when.ts';
import { mostRow, type ResultRow } from './result-rows.ts';

/** Another number of negatives, by key: new tables, until the first partial numbers are painted, and until they are whole. */
export async function measureBuilding(
  name: string,
  size: GeneratedSize,
  most: { readonly partialMs: number; readonly wholeMs: number },
  turns: number,
): Promise<ResultRow[]> {
  const { page, close } = await openGenerated(size);
  try {
    await page.locator('.rates-card:not(.unsettled)').waitFor({ timeout: 60_000 });
    const partial: number[] = [];
    const whole: number[] = [];
    const field = page.getByRole('textbox', { name: 'Negatives for each query' });
    for (let turn = 0; turn < 2 * turns; turn++) {
      const isWhole = turn % 2 === 1;
      const selector = isWhole
        ? '.rates-card:not(.unsettled)'
        : '.report-tiles.trust-partial, .report-tiles.trust-exact';
      await field.focus();
      const took = await paintedAfter(page, 'keydown', selector, () => page.keyboard.press('ArrowUp'));
      (isWhole ? whole : partial).push(took);
      await page.locator('.rates-card:not(.unsettled)').waitFor({ timeout: 60_000 });
      await page.locator('.report-tiles.trust-exact').waitFor({ timeout: 60_000 });
      await page.waitForTimeout(3_000);
    }
    const row = (what: string, limit: number, found: readonly number[]): ResultRow =>
      mostRow(
        `tables at ${name} candidates, ${what}`,
        limit,
        Math.max(...found),
        'ms',
        `worst of ${found.map((value) => Math.round(value)).join(', ')}`,
      );
    return [row('first partial', most.partialMs, partial), row('whole', most.wholeMs, whole)];
  } finally {
    await close();
  }
}
