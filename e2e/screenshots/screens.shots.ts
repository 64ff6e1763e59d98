import { expect, test, type Page } from '@playwright/test';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startJudgeServer } from '../../electron/testing/judge-server.ts';
import { answerDialogs } from '../answer-dialogs.ts';
import { launchApp } from '../launch.ts';
import { negscope, sampleFolder } from '../negscope.ts';
import { goTo } from '../steps.ts';
import { sampleTruth } from '../sample-truth.ts';

/** Pictures that README and help show. */
const published = resolve(import.meta.dirname, '../../resources/screenshots');
/** Every screen in every size and theme, to be looked at. */
const all = resolve(import.meta.dirname, '../../.cache/screenshots');

const sizes = [
  { width: 1440, height: 900 },
  { width: 1000, height: 700 },
] as const;

test('every screen on the sample data set', async () => {
  mkdirSync(published, { recursive: true });
  mkdirSync(all, { recursive: true });
  test.setTimeout(600_000);
  const { app, page, userData, close } = await launchApp();
  const truth = sampleTruth();
  const judge = await startJudgeServer({ truth: truth.isRelevantText, sensitivity: 0.85, specificity: 0.9 });
  try {
    await shoot(page, 'start');
    await answerDialogs(app, { open: [sampleFolder] });
    await page.getByRole('button', { name: /Import data/ }).click();
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeEnabled();
    await shoot(page, 'import');
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Start/ })
      .click();
    await page.getByRole('button', { name: /Open the sample/ }).click();
    await expect(page.getByText('Starved queries')).toBeVisible({ timeout: 300_000 });
    await page.getByRole('textbox', { name: 'PercPos value' }).fill('80');
    await page.keyboard.press('Enter');
    await shoot(page, 'tune');
    for (const screen of ['Data', 'Teachers', 'Starved', 'Judge', 'Agreement', 'Runs', 'Settings']) {
      await goTo(page, screen);
      await shoot(page, `${screen.toLowerCase()}-new`);
    }
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^Annotate/ })
      .click();
    await page.getByRole('textbox', { name: 'You are' }).fill('ada');
    await page.keyboard.press('Enter');
    await expect(page.getByText('+ 100')).toBeVisible({ timeout: 60_000 });
    await shoot(page, 'annotate-start');
    await page.getByRole('button', { name: /^Draw/ }).click();
    for (const key of ['3', '1', '3', '2', '3']) {
      await page.waitForTimeout(900);
      await page.keyboard.press(key);
    }
    await expect(page.getByText(/^5 of \d+ labelled/)).toBeVisible();
    await shoot(page, 'annotate');
    // A run, a judge of it and a person's labels: what the screens above show once there is something.
    const workspace = join(userData, 'Sample.negscope');
    await negscope('mine', workspace, '--teacher', 'MiniLM', '--run', 'naive', '--num-negatives', '4');
    await negscope('judge', workspace, '--run', 'naive', '--endpoint', judge.url, '--model', 'table');
    const labels = join(userData, 'labels.jsonl');
    await labelByTruth(workspace, userData, labels, truth.isRelevant);
    const census = ['--by', 'bea', '--kind', 'human', '--design', 'census'];
    await negscope('labels', 'import', workspace, labels, ...census);
    for (const screen of ['Judge', 'Agreement', 'Runs', 'Starved']) {
      await goTo(page, screen);
      await page.waitForTimeout(1500);
      await shoot(page, screen.toLowerCase());
    }
    await goTo(page, 'Tune');
    await page.waitForTimeout(1500);
    await shoot(page, 'tune-rates');
    await page.getByText('Who discovered the element Lithium?').dblclick();
    await expect(page.getByRole('listbox', { name: /Candidates/ })).toBeVisible();
    await shoot(page, 'query');
    await page.getByRole('button', { name: /^Export/ }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await shoot(page, 'export');
  } finally {
    await close();
    await judge.close();
  }
});

/** Labels every selected negative of the run by what is known of the sample. */
async function labelByTruth(
  workspace: string,
  folder: string,
  labels: string,
  isRelevant: (query: string, document: string) => boolean,
): Promise<void> {
  const exported = join(folder, 'naive.jsonl');
  await negscope('export', workspace, '--run', 'naive', '--format', 'negscope', '--out', exported);
  const lines = readFileSync(exported, 'utf8')
    .trimEnd()
    .split('\n')
    .flatMap((line) => {
      const { query_id, negatives } = JSON.parse(line);
      return negatives.map(({ document_id }: { readonly document_id: string }) =>
        JSON.stringify({ query_id, document_id, grade: isRelevant(query_id, document_id) ? 1 : 0 }),
      );
    });
  writeFileSync(labels, lines.join('\n'));
}

async function shoot(page: Page, name: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.waitForTimeout(500);
      await page.screenshot({ path: join(all, `${name}-${theme}-${size.width}.png`) });
      const isPublished = ['tune', 'query', 'annotate', 'agreement'].includes(name) && size.width === 1440;
      if (isPublished) await page.screenshot({ path: join(published, `${name}-${theme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(sizes[0]);
}
