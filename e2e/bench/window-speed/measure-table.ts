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
/** As many as share no divisor with the columns, so that no order is among the last ones again. */
const filters: readonly Filter[] = [
  { only: 'Starved' },
  { only: 'With suspects' },
  { only: 'All' },
  { field: 'Filter anchor', typed: '>=0.7' },
  { field: 'Filter query', typed: 'of 77' },
  { field: 'Filter anchor', typed: '' },
  { field: 'Filter query', typed: '9 things' },
  { only: 'Short' },
  { field: 'Filter query', typed: '' },
  { field: 'Filter kept', typed: '<4' },
  { field: 'Filter id', typed: '33' },
  { only: 'All' },
  { field: 'Filter kept', typed: '' },
  { field: 'Filter id', typed: '7' },
  { field: 'Filter best score', typed: '0.7..0.9' },
  { field: 'Filter id', typed: '' },
  { field: 'Filter best score', typed: '' },
];

type Filter =
  | { readonly only: string }
  /** A column held to something: the text of its field. */
  | { readonly field: string; readonly typed: string };

/** Sorting, filtering, scrolling and opening in a table of this many queries. */
export async function measureTable(size: GeneratedSize, steps: number): Promise<ResultRow[]> {
  const { page, close } = await openGenerated(size);
  try {
    await page.locator('.queries-table').scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: 'Filter columns' }).click();
    const sorts = stepTimes();
    const filtered = stepTimes();
    for (let step = 0; Math.min(sorts.count(), filtered.count()) < steps && step < 2 * steps; step++) {
      const column = sortedColumns[step % sortedColumns.length] ?? '';
      sorts.add(
        column,
        await changedAfter(page, 'click', '.grid-body', 150, () => header(page, column).click()),
      );
      const filter = filters[step % filters.length] ?? { only: 'All' };
      const cause = 'only' in filter ? 'click' : 'keydown';
      filtered.add(
        'only' in filter ? 'Show' : filter.field,
        await changedAfter(page, cause, '.grid-body', 150, () => filterBy(page, filter)),
      );
    }
    await page.getByRole('button', { name: 'Filter columns' }).click();
    await filterBy(page, { only: 'All' });
    await page.waitForTimeout(1_000);
    const { work, blanks } = await measureScroll(page, steps);
    const opened = await measureOpening(page, steps);
    const name = `${size.queries.toLocaleString('en')} queries`;
    return [
      p95Row(`table of ${name}: sort`, 300, sorts.all(), sorts.beside()),
      p95Row(`table of ${name}: filter`, 300, filtered.all(), filtered.beside()),
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

/** Times of steps that changed what is on screen; `beside` says how long each kind took the first time, and usually. */
function stepTimes() {
  const found = new Map<string, number[]>();
  const all = (): readonly number[] => [...found.values()].flat();
  return {
    all,
    count: () => all().length,
    add(kind: string, took: number | null): void {
      if (took !== null) found.set(kind, [...(found.get(kind) ?? []), took]);
    },
    beside: (): string =>
      [...found]
        .map(([kind, times]) => {
          const middle = times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
          return `${kind} ${Math.round(times[0] ?? 0)} at first, then ${Math.round(middle)}`;
        })
        .join(', '),
  };
}

function filterBy(page: Page, filter: Filter): Promise<void> {
  if ('only' in filter)
    return page.getByRole('radio', { name: filter.only, exact: true }).check({ force: true });
  const field = page.getByRole('textbox', { name: filter.field });
  return field.fill(filter.typed).then(() => field.press('Enter'));
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
