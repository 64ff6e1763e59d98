import { expect } from '@playwright/test';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startJudgeServer } from '../../../electron/testing/judge-server.ts';
import { goToScreen, startJudge } from '../../judge-screen.ts';
import { launchApp } from '../../launch.ts';
import { negscope } from '../../negscope.ts';
import type { GeneratedSize } from '../generated-workspace.ts';
import { dragOver } from './drag-over.ts';
import { generatedPath } from './open-generated.ts';
import { measureWork, takeSteps } from './page-steps.ts';
import { p95Row, type ResultRow } from './result-rows.ts';

/** More than are answered meanwhile. */
const pairs = 200_000;
/** A server of several graphics cards: far faster than most. */
const answerMs = 200;
const atATime = 16;

/** The slider, dragged while a judge answers some 80 pairs a second, after each few of which tables and rates are counted again. */
export async function measureWhileJudging(
  name: string,
  size: GeneratedSize,
  steps: number,
): Promise<ResultRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'negscope-judging-'));
  const workspace = join(folder, 'judged.negscope');
  cpSync(await generatedPath(size), workspace, { recursive: true });
  const server = await startJudgeServer({
    truth: (query, document) => (query.length + document.length) % 10 === 0,
    plan: () => ({ afterMs: answerMs }),
  });
  await negscope('mine', workspace, '--teacher', 'random', '--run', 'a');
  const { page, close } = await launchApp({ args: [workspace] });
  try {
    const judging = { run: 'a', address: server.url, model: 'table', mostPairs: String(pairs) };
    await startJudge(page, { ...judging, atATime: String(atATime) });
    // The first answers come when the negatives are known.
    await expect.poll(() => server.count(), { timeout: 300_000 }).toBeGreaterThan(100);
    await goToScreen(page, 'Tune');
    await page.locator('.report-tiles.trust-exact').waitFor({ timeout: 120_000 });
    const box = await page.getByRole('slider').boundingBox();
    if (box === null) throw new Error('the slider has no place on screen');
    await dragOver(page, box, 60);
    await page.waitForTimeout(5_000);
    const [from, started] = [server.count(), performance.now()];
    await measureWork(page, 'pointermove');
    await dragOver(page, box, steps);
    const work = await takeSteps(page);
    const rate = ((server.count() - from) / (performance.now() - started)) * 1000;
    return [
      p95Row(
        `slider drag at ${name} candidates while a judge answers ${Math.round(rate)} pairs/s`,
        16.7,
        work,
      ),
    ];
  } finally {
    await close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
