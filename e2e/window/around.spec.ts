import { expect, test } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchApp } from '../launch.ts';
import { negscope, sampleFolder } from '../negscope.ts';

test('settings are kept, every command is in menu and palette, and About names the device', async () => {
  const first = await launchApp();
  const { page, app, userData } = first;
  const labels = await app.evaluate(({ Menu }) => {
    const found: string[] = [];
    const walk = (items: readonly Electron.MenuItem[]): void => {
      for (const { label, submenu } of items) {
        found.push(label);
        if (submenu) walk(submenu.items);
      }
    };
    walk(Menu.getApplicationMenu()?.items ?? []);
    return found;
  });
  expect(labels).toEqual(
    expect.arrayContaining(['Import Data…', 'Starved Queries', 'Settings…', 'Command Palette…']),
  );

  await page.getByRole('button', { name: /Open the sample/ }).waitFor();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Command' })).toBeFocused();
  await page.keyboard.type('settings');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await page.getByRole('textbox', { name: 'Threads' }).fill('1');
  await page.keyboard.press('Enter');
  await expect.poll(() => existsSync(join(userData, 'settings.json'))).toBe(true);
  await expect
    .poll(() => JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8')))
    .toMatchObject({ theme: 'dark', threads: 1 });
  await page.getByRole('button', { name: 'Restart the engine now' }).click();
  await expect(page.getByText('Ready')).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('about');
  await page.keyboard.press('Enter');
  await expect(page.getByText('1 of', { exact: false })).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Shortcuts' });
  const keysFor = (meaning: string) => sheet.locator('div', { hasText: meaning }).last().locator('kbd');
  const control = process.platform === 'darwin' ? /⌘/ : /Ctrl/;
  for (const meaning of ['copy them, to paste into a sheet', 'new window'])
    await expect(keysFor(meaning)).toHaveText(control);
  await expect(keysFor('make it wider or narrower')).toHaveText('Shift ← →');
  await page.keyboard.press('Escape');
  expect(first.consoleErrors).toEqual([]);
  await first.close();
});

test('a starved query is found, opened, and fed by moving the line on its ladder', async () => {
  test.setTimeout(240_000);
  const maker = await launchApp();
  const workspace = join(maker.userData, 'ladder.negscope');
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  await negscope('teacher', 'add', workspace, 'chance', 'random:1');
  await negscope('mine', workspace, '--teacher', 'chance', '--run', 'chance', '--method', 'naive');
  // The file inside opens its workspace.
  const { app, page, consoleErrors, close } = await launchApp({ args: [join(workspace, 'workspace.json')] });
  try {
    await page.getByRole('button', { name: /^Teachers/ }).click();
    await expect(page.getByText(/nDCG@10 0\.\d+/).first()).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/Rank correlation/)).toBeVisible({ timeout: 60_000 });
    // Each chart has its numbers as a table, and its files.
    await page.getByRole('button', { name: 'Scores of words as a table' }).click();
    await expect(page.getByRole('region', { name: 'Scores of words as a table' })).toContainText(
      '1,128 (74.5 %)',
    );
    await page.getByText('The numbers as a table').click();
    await expect(
      page.getByRole('region', { name: 'Two teachers’ scores as a table' }).getByRole('row').nth(1),
    ).toBeVisible();
    const file = join(maker.userData, 'scatter.csv');
    await app.evaluate(
      ({ session }, path) =>
        session.defaultSession.once('will-download', (_, item) => item.setSavePath(path)),
      file,
    );
    await page.getByRole('combobox', { name: 'Save Two teachers, the same pairs as' }).selectOption('csv');
    await expect
      .poll(() => existsSync(file) && readFileSync(file, 'utf8'))
      .toContain('query_id,document_id,kind,"score of words","score of chance"');

    await page.getByRole('button', { name: 'Tune', exact: true }).click();
    await page.getByRole('textbox', { name: 'PercPos value' }).fill('20');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Starved', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'What would feed them' })).toBeVisible({
      timeout: 30_000,
    });
    const listed = page.getByRole('region', { name: 'Starved queries' });
    await listed.getByRole('rowheader').first().getByRole('button').click();

    await expect(page.getByText('starved', { exact: true })).toBeVisible();
    const line = page.getByRole('slider', { name: 'Threshold', exact: true });
    const before = Number(await line.getAttribute('aria-valuenow'));
    await line.focus();
    await expect(async () => {
      await page.keyboard.press('PageUp');
      await expect(page.getByText('starved', { exact: true })).toHaveCount(0, { timeout: 300 });
    }).toPass({ timeout: 30_000 });
    expect(Number(await line.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
    await expect(page.getByRole('list', { name: 'Other teachers' })).toContainText('chance');

    const box = await line.boundingBox();
    if (!box) throw new Error('the line has no place');
    const dropped = Number(await line.getAttribute('aria-valuenow'));
    await page.mouse.move(box.x + 12, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + 12, box.y + box.height / 2 + 60, { steps: 6 });
    await page.mouse.up();
    await expect.poll(async () => Number(await line.getAttribute('aria-valuenow'))).toBeLessThan(dropped);
    // One drag is one step.
    await page.getByRole('button', { name: 'Undo setting' }).click();
    await expect.poll(async () => Number(await line.getAttribute('aria-valuenow'))).toBeCloseTo(dropped, 6);
    expect(consoleErrors).toEqual([]);
  } finally {
    await close();
    await maker.close();
  }
});
