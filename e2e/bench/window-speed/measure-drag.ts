import type { Page } from '@playwright/test';
import type { GeneratedSize } from '../generated-workspace.ts';
import { dragOver } from './drag-over.ts';
import { openGenerated } from './open-generated.ts';
import { measureWork, takeSteps } from './page-steps.ts';
import { presentedFrames } from './presented-frames.ts';
import { p95Row, type ResultRow } from './result-rows.ts';

/** Rows and the report of where the drag ended are there by then. */
const restMs = 5_000;

/** The slider, dragged to and fro sixty times a second, and a blank page that only moves a square, in the same window. */
export async function measureDrag(name: string, size: GeneratedSize, steps: number): Promise<ResultRow[]> {
  const launched = await openGenerated(size);
  try {
    const { app, page } = launched;
    const box = await page.getByRole('slider').boundingBox();
    if (box === null) throw new Error('the slider has no place on screen');
    const drag = () => dragOver(page, box, steps);
    // Once unmeasured: code is compiled, the first tables are touched.
    await dragOver(page, box, 60);
    await page.waitForTimeout(restMs);
    await measureWork(page, 'pointermove');
    await drag();
    const work = await takeSteps(page);
    const own = await inTurns(async () => {
      await page.waitForTimeout(restMs);
      return presentedFrames(app, drag);
    });
    await becomeBlank(page);
    const blank = await inTurns(() => presentedFrames(app, drag));
    const share = medianOf(own) / medianOf(blank);
    return [
      p95Row(`slider drag at ${name} candidates: work from input to paint`, 16.7, work),
      {
        measurement: `the same: frames presented, of those of a blank page`,
        wanted: '≥ 95 %',
        measured: `${Math.round(100 * share)} % (medians of ${own.join(', ')} and ${blank.join(', ')} in ${(steps / 60).toFixed(1)} s)`,
        isReached: share >= 0.95,
      },
    ];
  } finally {
    await launched.close();
  }
}

/** What else runs for a moment takes a tenth of the frames of one turn. */
const turns = 3;

async function inTurns(measure: () => Promise<number>): Promise<readonly number[]> {
  const found: number[] = [];
  for (let turn = 0; turn < turns; turn++) found.push(await measure());
  return found;
}

function medianOf(found: readonly number[]): number {
  return found.toSorted((a, b) => a - b)[found.length >> 1] ?? 0;
}

/** Another document in the same window: a square that follows the same moves. */
async function becomeBlank(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.body.replaceChildren();
    const square = document.createElement('div');
    square.style.cssText = 'position:absolute;width:20px;height:20px;background:#07c;will-change:transform';
    document.body.append(square);
    addEventListener('pointermove', ({ clientX }) => {
      square.style.transform = `translate(${clientX}px, 100px)`;
    });
  });
}
