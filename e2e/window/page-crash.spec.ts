import { expect, test, type ElectronApplication } from '@playwright/test';
import { holdEngine } from '../kill-engine.ts';
import { openSampleWindow } from '../sample-window.ts';

test('a page that crashes comes back with its workspace, says so, and takes no answer that the one before waited for', async () => {
  const { app, page, close } = await openSampleWindow();
  let goOn = (): void => {};
  try {
    await page.locator('.grid-body .cell.number').first().waitFor();
    // Calls of the old page that are answered when the new one is there.
    goOn = await holdEngine(app);
    await page.locator('nav').getByRole('button', { name: 'Agreement' }).click();
    await page.locator('nav').getByRole('button', { name: 'Judge' }).click();
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    );
    await expect
      .poll(() => inPage(app, 'document.querySelector("nav") !== null'), { timeout: 30_000 })
      .toBe(true);
    goOn();

    const text = 'document.body.innerText';
    await expect.poll(() => inPage(app, text), { timeout: 30_000 }).toContain('opened again');
    expect(await inPage(app, text)).toContain('What it was working on has stopped');
    await inPage(
      app,
      'document.querySelector("[role=dialog] button, [role=alertdialog] button, dialog button").click()',
    );
    await expect.poll(() => inPage(app, text)).not.toContain('opened again');
    // The same data, and numbers that only the engine knows.
    const tiles = 'document.querySelector(".report-tiles.trust-exact")?.textContent ?? ""';
    await expect.poll(() => inPage(app, tiles), { timeout: 30_000 }).toMatch(/Selected negatives\d/);
  } finally {
    goOn();
    await close();
  }
});

/** What an expression gives in the page that is there now: the test's own handle died with the page before. */
async function inPage(app: ElectronApplication, expression: string): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }, code) => {
    const answer = BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code);
    // A page that is on its way answers never.
    const late = new Promise((resolve) => setTimeout(() => resolve(null), 1_000));
    return Promise.race([answer, late]).catch(() => null);
  }, expression);
}
