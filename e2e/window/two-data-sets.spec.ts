import { expect, test, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answerDialogs } from '../answer-dialogs.ts';
import { launchApp } from '../launch.ts';
import { openNewWindow } from '../new-window.ts';
import { negscope, sampleFolder } from '../negscope.ts';

/** Twelve questions, each with one answer and a near one, in the words of the sample's questions. */
const pairs = Array.from({ length: 12 }, (_, i) =>
  JSON.stringify({
    anchor: `Which town is number ${i}?`,
    positive: `Town number ${i} is Alpha${i}.`,
  }),
).join('\n');

test('two windows on two data sets know nothing of each other', async () => {
  test.setTimeout(240_000);
  const folder = mkdtempSync(join(tmpdir(), 'negscope-two-sets-'));
  const [one, two] = [join(folder, 'one.negscope'), join(folder, 'two.negscope')];
  writeFileSync(join(folder, 'towns.jsonl'), pairs);
  await negscope('import', one, sampleFolder);
  await negscope('import', two, join(folder, 'towns.jsonl'));
  // The same names of teacher and run in both.
  for (const workspace of [one, two]) {
    await negscope('teacher', 'add', workspace, 'words', 'bm25');
    await negscope('mine', workspace, '--teacher', 'words', '--run', 'a', '--method', 'naive');
  }
  const launched = await launchApp({ args: [one] });
  const { app, page: first, consoleErrors } = launched;
  try {
    await answerDialogs(app, { open: [two] });
    const second = await openNewWindow(app);
    await second.getByRole('button', { name: /^Open workspace/ }).click();
    await goTo(second, 'Tune');
    await goTo(first, 'Tune');
    await expect(first.getByText('1,796 documents')).toBeVisible();
    await expect(second.getByText('12 documents')).toBeVisible();
    expect([await first.title(), await second.title()]).toEqual([
      expect.stringContaining('one'),
      expect.stringContaining('two'),
    ]);

    // A setting, its undo and what a chart says are of one window.
    const before = await second.getByRole('slider').first().getAttribute('aria-valuetext');
    await first.getByRole('slider').first().press('PageDown');
    await expect(first.getByRole('button', { name: /^Undo/ })).toBeEnabled();
    await expect(second.getByRole('button', { name: /^Undo/ })).toBeDisabled();
    expect(await second.getByRole('slider').first().getAttribute('aria-valuetext')).toBe(before);

    // What happens to one data set elsewhere is told to its window only.
    await negscope('mine', two, '--teacher', 'words', '--run', 'b', '--method', 'naive');
    await expect(button(second, 'Runs 2')).toBeVisible({ timeout: 30_000 });
    await expect(button(first, 'Runs 1')).toBeVisible();

    // Opened from outside once more, it comes to the front where it is; another gets a window of its own, which lies on no other.
    await openFromOutside(app, two);
    await openFromOutside(app, one);
    expect(app.windows()).toHaveLength(2);
    const three = join(folder, 'three.negscope');
    await negscope('import', three, join(folder, 'towns.jsonl'));
    const opening = app.waitForEvent('window');
    await openFromOutside(app, three);
    const third = await opening;
    await goTo(third, 'Data');
    await expect(first.getByText('1,796 documents')).toBeVisible();
    const places = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.getPosition().join()),
    );
    expect(new Set(places).size).toBe(3);
    await third.close();

    // A window closes; the other goes on with its own.
    await first.close();
    await negscope('mine', one, '--teacher', 'words', '--run', 'b', '--method', 'naive');
    await goTo(second, 'Runs');
    await second.getByRole('button', { name: /^b / }).click();
    await expect(second.getByText('Naive, top 4').first()).toBeVisible();
    await expect(button(second, 'Runs 2')).toBeVisible();
    expect(consoleErrors).toEqual([]);
  } finally {
    await launched.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** As a second start of the app hands over what it was asked to open. */
async function openFromOutside(app: ElectronApplication, workspace: string): Promise<void> {
  await app.evaluate(
    (electron, path) => void electron.app.emit('second-instance', {}, ['negscope', path], ''),
    workspace,
  );
}

function button(page: Page, name: RegExp | string) {
  return page.getByRole('navigation').getByRole('button', { name });
}

async function goTo(page: Page, screen: string): Promise<void> {
  await button(page, new RegExp(`^${screen}`)).click({ timeout: 60_000 });
}
