import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedFile, skippedWithout } from '../../../electron/testing/shared-material.ts';
import { answerDialogs } from '../../answer-dialogs.ts';
import { launchApp } from '../../launch.ts';
import { p95Row, type ResultRow } from './result-rows.ts';

/** Keys and screens while the bundled teacher encodes SciFact with all threads: each interaction to its next paint. */
export async function measureWhileEncoding(steps: number): Promise<ResultRow[]> {
  const source = sharedFile('data', 'scifact');
  if (source === null) {
    process.stderr.write(`${skippedWithout('data', 'scifact')}\n`);
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'negscope-encoding-'));
  const data = join(folder, 'scifact');
  cpSync(source, data, { recursive: true });
  const { app, page, close } = await launchApp();
  try {
    await answerDialogs(app, { open: [data] });
    await page.getByRole('button', { name: /Import data/ }).click();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'Choose a teacher' }).click({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Add and encode' }).click();
    await page.getByRole('progressbar').first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(3_000);
    await page.evaluate(() => {
      window.interactions = [];
      // What the browser reports at least; not among what the types know.
      const observed = { type: 'event', durationThreshold: 16 };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
          if (entry.name === 'keydown' || entry.name === 'click') window.interactions?.push(entry.duration);
      }).observe(observed);
    });
    const keys = ['Control+2', 'Control+3', 'Control+5', 'Control+9', 'Control+1', 'Control+k', 'Escape'];
    for (let step = 0; step < steps; step++) {
      await page.keyboard.press(keys[step % keys.length] ?? 'Escape');
      await page.waitForTimeout(60);
    }
    const slow = await page.evaluate(() => window.interactions ?? []);
    // The browser reports only what took at least 16 ms.
    const all = [...slow, ...Array.from({ length: Math.max(0, steps - slow.length) }, () => 16)];
    return [p95Row('interaction to next paint while the engine encodes at full load', 200, all)];
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}

declare global {
  interface Window {
    interactions?: number[];
  }
}
