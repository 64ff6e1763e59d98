import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { negscope, sampleFolder } from '../negscope.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screens = ['Start', 'Data', 'Teachers', 'Tune', 'Starved', 'Agreement', 'Runs', 'Settings'];
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
      found[screen] = await violations(page);
    }
    await page.getByRole('navigation').getByRole('button', { name: /^Tune/ }).click();
    await page.getByText('Who discovered the element Helium?').dblclick();
    await expect(page.getByRole('listbox', { name: /Candidates/ })).toBeVisible();
    found['Query'] = await violations(page);
    expect(found).toEqual(Object.fromEntries([...screens, 'Query'].map((screen) => [screen, []])));
  });
}

/** One line for each violated rule, with the first element that violates it. */
async function violations(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger: the page's own policy would refuse an injected script.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations: found } = await Reflect.get(globalThis, 'axe').run();
    return found.map(
      (one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        `${one.id}: ${one.nodes[0]?.html ?? ''} ${one.nodes[0]?.failureSummary ?? ''}`,
    );
  });
}
