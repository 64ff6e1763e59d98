import { expect, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedFile } from '../../electron/testing/shared-material.ts';
import { launchApp } from '../launch.ts';
import { negscope, sampleFolder } from '../negscope.ts';

// From a label key to the next pair on screen, in the real window, while the engine encodes with the bundled teacher.
const labels = 300;
const warmUp = 10;
/** A very fast hand: people take seconds. */
const betweenMs = 200;

const folder = mkdtempSync(join(tmpdir(), 'negscope-label-key-'));
const workspace = join(folder, 'bench.negscope');
const data = sharedFile('data', 'scifact') ?? sampleFolder;
await negscope('import', workspace, data);
await negscope('teacher', 'add', workspace, 'words', 'bm25');
const { page, app } = await launchApp({ userData: join(folder, 'profile'), args: [workspace] });
try {
  await screen(page, 'Annotate');
  await page.getByRole('textbox', { name: 'You are' }).fill('bench');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Pairs' }).fill(String(labels + warmUp));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Draw/ })).toBeEnabled({ timeout: 120_000 });
  // Encoding starts now and goes on behind the labels.
  await screen(page, 'Data');
  await page.getByRole('button', { name: /Add a teacher/ }).click();
  await page.getByRole('button', { name: /Add and encode/ }).click();
  await expect(page.getByRole('contentinfo')).toContainText('Encoding', { timeout: 60_000 });
  await screen(page, 'Annotate');
  await page.getByRole('textbox', { name: 'Pairs' }).fill(String(labels + warmUp));
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Draw/ }).click({ timeout: 120_000 });
  await expect(page.getByRole('region', { name: 'Text of the document' })).toBeVisible({ timeout: 60_000 });
  await page.evaluate(measureKeys);

  let whileEncoding = 0;
  for (let label = 0; label < labels + warmUp; label += 1) {
    const isEncoding = (await page.getByRole('contentinfo').innerText()).includes('Encoding');
    if (isEncoding && label >= warmUp) whileEncoding += 1;
    await page.keyboard.press(label % 7 === 0 ? '1' : '3');
    // Asked by the debugger: the page's own policy forbids what `waitForFunction` evaluates.
    await expect
      .poll(() => page.evaluate(() => Reflect.get(globalThis, 'keyTimes').length), {
        intervals: [20],
        timeout: 30_000,
      })
      .toBeGreaterThan(label);
    await page.waitForTimeout(betweenMs);
  }
  const times: readonly number[] = await page.evaluate(() => Reflect.get(globalThis, 'keyTimes'));
  const sorted = times.slice(warmUp).toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 10) / 10;
  process.stdout.write(
    `${JSON.stringify({
      data,
      labels: sorted.length,
      'while encoding': whileEncoding,
      'p50, ms': at(0.5),
      'p95, ms': at(0.95),
      'longest, ms': at(1),
      'load average': Math.round((loadavg()[0] ?? 0) * 10) / 10,
    })}\n`,
  );
  if (at(0.95) > 100) process.exitCode = 1;
} finally {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
}

/** In the page: from the key's own time to the end of the frame that shows another pair. */
function measureKeys(): void {
  const times: number[] = [];
  Reflect.set(globalThis, 'keyTimes', times);
  const pairOnScreen = (): string =>
    ['.label-query', '.label-document']
      .map((part) => document.querySelector(part)?.textContent ?? '')
      .join('|');
  window.addEventListener(
    'keydown',
    (event) => {
      const before = pairOnScreen();
      const look = (): void => {
        if (pairOnScreen() === before) requestAnimationFrame(look);
        // A timer set in a frame's callback runs when that frame was painted.
        else setTimeout(() => times.push(performance.now() - event.timeStamp));
      };
      requestAnimationFrame(look);
    },
    { capture: true },
  );
}

async function screen(page: Page, name: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click({ timeout: 60_000 });
}
