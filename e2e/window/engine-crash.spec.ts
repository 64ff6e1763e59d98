import { expect, test } from '@playwright/test';
import { killEngine } from '../kill-engine.ts';
import { launchApp } from '../launch.ts';

test('an engine that is killed while encoding is started again, and encoding goes on where it was', async () => {
  test.setTimeout(360_000);
  const { app, page, close } = await launchApp();
  try {
    await page.getByRole('button', { name: /Open the sample/ }).click();
    await expect(page.getByText(/encode documents: [1-9]\d\d/i).first()).toBeVisible({ timeout: 120_000 });
    await killEngine(app);
    await expect(page.getByText(/engine .*(stopped|ended|was killed)/i).first()).toBeVisible();
    // Nobody presses anything: the sample is opened all the same.
    await expect(page.getByText('Starved queries')).toBeVisible({ timeout: 300_000 });
  } finally {
    await close();
  }
});
