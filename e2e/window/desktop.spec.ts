import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { dropFiles } from '../drop-files.ts';
import { openNewWindow } from '../new-window.ts';
import { launchApp } from '../launch.ts';
import { negscope, sampleFolder } from '../negscope.ts';
import { openSampleWindow } from '../sample-window.ts';

test('files are dropped, a file inside opens a workspace, and a second start does in a window of its own', async () => {
  test.setTimeout(120_000);
  const { app, page, userData, workspace, close, consoleErrors } = await openSampleWindow();
  try {
    await expect(page.getByRole('grid', { name: 'Queries' })).toBeVisible({ timeout: 30_000 });
    // A data file goes to the import, the file inside a workspace opens it.
    const pairs = join(userData, 'pairs.jsonl');
    copyFileSync(resolve(import.meta.dirname, 'data/pairs.jsonl'), pairs);
    await dropFiles(page, [pairs]);
    await expect(page.getByRole('heading', { name: 'Import' })).toBeVisible();
    await expect(page.getByText('How tall is a giraffe?').first()).toBeVisible();
    await dropFiles(page, [join(workspace, 'workspace.json')]);
    await expect(page.getByRole('grid', { name: 'Queries' })).toBeVisible({ timeout: 30_000 });

    // The second start ends at once; what it names, by the file that opens it, is shown in another window.
    const other = join(userData, 'other.negscope');
    await negscope('import', other, sampleFolder);
    const opener = readdirSync(other).find((name) => name.endsWith('.negscope-workspace')) ?? '';
    const opening = app.waitForEvent('window');
    const second = spawn(
      process.env['NEGSCOPE_ELECTRON'] ?? '',
      [
        resolve(import.meta.dirname, '../..'),
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        `--user-data-dir=${userData}`,
        join(other, opener),
      ],
      { stdio: 'ignore' },
    );
    expect(await new Promise((ended) => second.once('exit', ended))).toBe(0);
    const itsOwn = await opening;
    await expect(itsOwn.locator('.top-bar').getByText('other')).toBeVisible({ timeout: 30_000 });
    await expect(page.locator('.top-bar').getByText('sample')).toBeVisible();

    const window = await openNewWindow(app);
    await expect(window.getByRole('button', { name: /Open the sample/ })).toBeVisible();
    await window.close();
    expect(consoleErrors).toEqual([]);
  } finally {
    await close();
  }
});

test('long work keeps the computer awake, shows on the taskbar, and says when it ended unseen', async () => {
  test.setTimeout(360_000);
  const { app, page, close } = await launchApp();
  try {
    await app.evaluate(({ BrowserWindow, Notification, powerSaveBlocker }) => {
      const seen = { bars: [] as number[], awake: [] as string[], notes: [] as string[] };
      Reflect.set(globalThis, 'seenByTest', seen);
      // Work that ends within seconds is not told of: on a fast machine this would be such.
      const clock = performance.now.bind(performance);
      performance.now = () => 20 * clock();
      const [window] = BrowserWindow.getAllWindows();
      if (window) {
        const setProgressBar = window.setProgressBar.bind(window);
        window.setProgressBar = (share) => {
          seen.bars.push(share);
          setProgressBar(share);
        };
        // Nobody looks at it.
        window.isFocused = () => false;
      }
      const start = powerSaveBlocker.start.bind(powerSaveBlocker);
      const stop = powerSaveBlocker.stop.bind(powerSaveBlocker);
      powerSaveBlocker.start = (type) => {
        seen.awake.push(type);
        return start(type);
      };
      powerSaveBlocker.stop = (id) => {
        seen.awake.push(`stopped, was ${powerSaveBlocker.isStarted(id)}`);
        return stop(id);
      };
      Notification.isSupported = () => true;
      Notification.prototype.show = function show() {
        seen.notes.push(`${this.title} ${this.body}`);
      };
    });
    await page.getByRole('button', { name: /Open the sample/ }).click();
    await expect(page.getByText('Starved queries')).toBeVisible({ timeout: 300_000 });
    const seen = await app.evaluate(() => ({ ...Reflect.get(globalThis, 'seenByTest') }));
    expect(seen.awake[0]).toBe('prevent-app-suspension');
    expect(seen.awake.at(-1)).toBe('stopped, was true');
    expect(seen.bars.some((share: number) => share > 0 && share < 1)).toBe(true);
    expect(seen.bars.at(-1)).toBe(-1);
    expect(seen.notes).toContainEqual(expect.stringMatching(/^Encoding is done It took \d+ seconds\.$/));
  } finally {
    await close();
  }
});

test('a window comes back where it was, as large as it was', async () => {
  const first = await launchApp();
  const place = { x: 60, y: 40, width: 1111, height: 777 };
  await first.app.evaluate(
    ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
    place,
  );
  await first.app.close();
  expect(JSON.parse(readFileSync(join(first.userData, 'window.json'), 'utf8'))).toMatchObject({
    ...place,
    isMaximized: false,
  });
  const second = await launchApp({ userData: first.userData });
  const bounds = await second.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(bounds).toMatchObject({ width: place.width, height: place.height });
  await second.app.close();
  await first.close().catch(() => {});
});

test('the tour leads through the sample once', async () => {
  test.setTimeout(120_000);
  const prepared = await openSampleWindow();
  await prepared.app.close();
  // As on the first run: nobody has seen it.
  writeFileSync(join(prepared.userData, 'settings.json'), '{}');
  const { page, userData, app } = await launchApp({
    userData: prepared.userData,
    args: [prepared.workspace],
  });
  try {
    const tour = page.getByRole('dialog', { name: 'Tour' });
    for (const title of ['Drag the margin', 'Watch what falls', 'Read a query', 'Take it with you']) {
      await expect(tour.getByRole('heading', { name: title })).toBeVisible({ timeout: 30_000 });
      await expect(page.locator('.tour-target')).toHaveCount(1);
      await tour.getByRole('button', { name: /^(Next|Done)$/ }).click();
    }
    await expect(tour).toHaveCount(0);
    await expect
      .poll(() => JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8')).tourDone)
      .toBe(true);
  } finally {
    await app.close();
    await prepared.close().catch(() => {});
  }
});

test('what went wrong is listed, with details to copy', async () => {
  const { page, app, close } = await launchApp();
  try {
    await expect(page.getByRole('button', { name: /Open the sample/ })).toBeVisible();
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('broken <b>by</b> the test');
      });
    });
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type('errors of');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('broken <b>by</b> the test')).toBeVisible();
    await dialog.getByRole('button', { name: 'Copy details' }).click();
    await expect
      .poll(() => app.evaluate(({ clipboard }) => clipboard.readText()))
      .toMatch(/^Negscope \S+, Electron \S+, \S+[^]*broken <b>by<\/b> the test/);
    await dialog.getByRole('button', { name: 'Clear the list' }).click();
    await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
    await expect(dialog.getByText(/Nothing went wrong/)).toBeVisible();
  } finally {
    await close();
  }
});
