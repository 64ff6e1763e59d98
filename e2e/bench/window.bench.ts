import { expect } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sharedFile, skippedWithout } from '../../electron/testing/shared-material.ts';
import { answerDialogs } from '../answer-dialogs.ts';
import { launchApp } from '../launch.ts';

// The whole of XQuAD German and SciFact through the real window: import, encode with the bundled teacher, mine, show. One of them:
// `npm run bench -- window xquad-de`.
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : ['xquad-de', 'scifact']) {
  const source = sharedFile('data', name);
  if (source === null) process.stdout.write(`${skippedWithout('data', name)}\n`);
  else process.stdout.write(`${JSON.stringify(await wholeStory(name, source))}\n`);
}

async function wholeStory(name: string, source: string): Promise<Readonly<Record<string, string | number>>> {
  const folder = mkdtempSync(join(tmpdir(), 'negscope-window-bench-'));
  const data = join(folder, name);
  await cp(source, data, { recursive: true });
  const started = performance.now();
  const { app, page, consoleErrors, close } = await launchApp();
  const seconds = (since: number): number => Math.round((performance.now() - since) / 100) / 10;
  try {
    await expect(page.getByRole('button', { name: /Open the sample/ })).toBeVisible();
    const usable = seconds(started);
    await answerDialogs(app, { open: [data] });
    await page.getByRole('button', { name: /Import data/ }).click();
    const importing = performance.now();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'Choose a teacher' }).click({ timeout: 60_000 });
    const imported = seconds(importing);
    const encoding = performance.now();
    await page.getByRole('button', { name: 'Add and encode' }).click();
    const progress = page.getByRole('main').getByRole('progressbar', { name: /^Encoding/ });
    await expect(progress).toBeVisible({ timeout: 60_000 });
    await expect(progress).toHaveCount(0, { timeout: 3_600_000 });
    const encoded = seconds(encoding);
    const mining = performance.now();
    await page.getByRole('button', { name: 'Tune', exact: true }).last().click();
    await expect(page.getByText('Starved queries')).toBeVisible({ timeout: 120_000 });
    return {
      data: name,
      'app usable, s': usable,
      'imported, s': imported,
      'encoded, s': encoded,
      'mined and shown, s': seconds(mining),
      'console errors': consoleErrors.length,
    };
  } finally {
    await close();
    rmSync(folder, { recursive: true, force: true });
  }
}
