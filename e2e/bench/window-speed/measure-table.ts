import type { Page } from '@playwright/test';
import type { GeneratedSize } from '../generated-workspace.ts';
import { openGenerated } from './open-generated.ts';
import { paintedAfter } from './painted-when.ts';
import { changedAfter } from './changed-after.ts';
import { measureWork, takeSteps } from './page-steps.ts';
import { paced } from './paced.ts';
import { p95Row, type ResultRow } from './result-rows.ts';

/** No two neighbours give the same order. */
const sortedColumns = ['anchor', 'query', 'kept', 'scores', 'id', 'suspects', 'selected'];
const filters = ['Starved', 'With suspects', 'All', 'Short'];

/** Sorting, filtering, scrolling and opening in a table of this many queries. */
export async function measureTable(size: GeneratedSize, steps: number): Promise<ResultRow[]> {
  const { page, close } = await openGenerated(size);
  try {
    await page.locator('.queries-table').scrollIntoViewIfNeeded();
    const sorts: number[] = [];
    const filtered: number[] = [];
    for (let step = 0; step < steps; step++) {
      // A number of filters that shares no divisor with that of columns: no order is among the last ones again.
      const isFilter = step % 3 === 2;
      const took = await changedAfter(page, '.grid-body', 150, async () => {
        if (isFilter) await show(page, filters[Math.floor(step / 3) % filters.length] ?? 'All');
        else await header(page, sortedColumns[step % sortedColumns.length] ?? '').click();
      });
      if (took !== null) (isFilter ? filtered : sorts).push(took);
    }
    await show(page, 'All');
    await page.waitForTimeout(1_000);
    const { work, blanks } = await measureScroll(page, steps);
    const opened = await measureOpening(page, steps);
    const name = `${size.queries.toLocaleString('en')} queries`;
    return [
      p95Row(`table of ${name}: sort`, 300, sorts),
      p95Row(`table of ${name}: filter`, 300, filtered),
      p95Row(`table of ${name}: scroll, work from event to paint`, 16.7, work),
      {
        measurement: `the same: frames with a blank row`,
        wanted: '0',
        measured: String(blanks),
        isReached: blanks === 0,
      },
      p95Row(`open a query of ${name}`, 100, opened),
    ];
  } finally {
    await close();
  }
}

function show(page: Page, name: string): Promise<void> {
  return page.getByRole('radio', { name, exact: true }).check({ force: true });
}

function header(page: Page, name: string) {
  return page.locator('.grid-head button.sort', { hasText: new RegExp(`^${name}`) });
}

/** The wheel, sixty times a second, three rows each; after every painted frame three places must show a row. */
async function measureScroll(
  page: Page,
  steps: number,
): Promise<{ readonly work: number[]; readonly blanks: number }> {
  const box = await page.locator('.queries-table').boundingBox();
  if (box === null) throw new Error('the table has no place on screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(({ x, y, width, height }) => {
    window.measuredBlanks = 0;
    const places = [0.3, 0.6, 0.95].map((share) => y + share * height);
    const look = (): void => {
      const isBlank = places
        .filter((place) => place < innerHeight)
        .some((place) => {
          const row = document.elementFromPoint(x + width / 2, place)?.closest('.grid-row');
          return row === null || row === undefined || row.querySelector('.cell.loading') !== null;
        });
      if (isBlank) window.measuredBlanks = (window.measuredBlanks ?? 0) + 1;
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }, box);
  await measureWork(page, 'scroll');
  await paced(steps, () => page.mouse.wheel(0, 90));
  await page.waitForTimeout(300);
  return { work: await takeSteps(page), blanks: await page.evaluate(() => window.measuredBlanks ?? 0) };
}

/** Enter on row after row, and back. */
async function measureOpening(page: Page, steps: number): Promise<number[]> {
  const found: number[] = [];
  const grid = page.getByRole('grid', { name: 'Queries' });
  await grid.focus();
  for (let step = 0; step < steps; step++) {
    await page.keyboard.press('ArrowDown');
    found.push(
      await paintedAfter(page, 'keydown', '.query-screen [role="option"]', () =>
        page.keyboard.press('Enter'),
      ),
    );
    await page.keyboard.press('Escape');
    await grid.waitFor();
    await page.waitForTimeout(50);
  }
  return found;
}
