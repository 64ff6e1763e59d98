import { expect, test } from '@playwright/test';
import { join } from 'node:path';
import { axeViolations } from '../axe.ts';
import { negscope, sampleFolder } from '../negscope.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';

const screens = ['Start', 'Data', 'Teachers', 'Tune', 'Starved', 'Annotate', 'Agreement', 'Runs', 'Settings'];
let launched: LaunchedApp;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const first = await launchApp();
  const workspace = join(first.userData, 'sample.negscope');
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  await negscope(
    'mine',
    workspace,
    '--teacher',
    'words',
    '--run',
    'one',
    '--method',
    'perc-pos',
    '--perc',
    '0.9',
  );
  await first.app.close();
  launched = await launchApp({ userData: first.userData, args: [workspace] });
});
test.afterAll(() => launched.close());

for (const theme of ['light', 'dark'] as const) {
  test(`every screen passes axe in the ${theme} theme`, async () => {
    test.setTimeout(120_000);
    const { page } = launched;
    await page.emulateMedia({ colorScheme: theme });
    const found: Record<string, readonly string[]> = {};
    for (const screen of screens) {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: new RegExp(`^${screen}`) })
        .click();
      await page.waitForTimeout(800);
      found[screen] = await axeViolations(page);
    }
    await page.getByRole('navigation').getByRole('button', { name: /^Tune/ }).click();
    await page.getByText('Who discovered the element Helium?').dblclick();
    await expect(page.getByRole('listbox', { name: /Candidates/ })).toBeVisible();
    found['Query'] = await axeViolations(page);
    expect(found).toEqual(Object.fromEntries([...screens, 'Query'].map((screen) => [screen, []])));
  });
}
