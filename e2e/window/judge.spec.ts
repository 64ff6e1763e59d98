import { expect, test, type Page } from '@playwright/test';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startJudgeServer, type JudgeServer, type SeenChat } from '../../electron/testing/judge-server.ts';
import { hashUniform } from '../../shared/random.ts';
import { axeViolations } from '../axe.ts';
import { chooseModel } from '../judge-screen.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';
import { negscope, sampleFolder } from '../negscope.ts';
import { sampleTruth } from '../sample-truth.ts';

const key = 'sk-only-for-this-server-4711';

let launched: LaunchedApp;
let server: JudgeServer;
let workspace = '';
/** Whether three in ten first answers fail, and how long the others take. */
let isBad = false;
let pauseMs = 0;
const asked = new Set<string>();

function plan(chat: SeenChat) {
  if (chat.headers.authorization !== `Bearer ${key}`) {
    return { status: 401, message: 'this server wants a key' };
  }
  const pair = JSON.stringify([chat.query, chat.documents]);
  const isFirst = !asked.has(pair);
  asked.add(pair);
  const u = hashUniform(3, pair, 'plan');
  if (isBad && isFirst && u < 0.3) {
    if (u < 0.08) return { status: 429, retryAfter: '0' };
    if (u < 0.15) return 'cut-off';
    if (u < 0.22) return 'malformed';
    return u < 0.26 ? 'drop' : 'refuse';
  }
  return pauseMs > 0 ? { afterMs: pauseMs } : 'answer';
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const { isRelevantText } = sampleTruth();
  server = await startJudgeServer({
    truth: isRelevantText,
    sensitivity: 0.9,
    specificity: 0.9,
    plan,
    models: ['table', 'other'],
  });
  const maker = await launchApp();
  workspace = join(maker.userData, 'judged.negscope');
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  await maker.app.close();
  launched = await launchApp({ userData: maker.userData, args: [workspace] });
});
test.afterAll(async () => {
  await launched.close();
  await server.close();
});

test('a judge is found, given its key, estimated, run, paused, resumed and probed', async () => {
  test.setTimeout(240_000);
  const { page, consoleErrors } = launched;
  await go(page, 'Tune');
  await expect(page.getByText('Starved queries')).toBeVisible({ timeout: 60_000 });
  await go(page, 'Judge');
  await page.getByRole('button', { name: /^Store this setting as run/ }).click();
  await expect(page.getByRole('combobox', { name: 'Run' })).toHaveValue(/naive|perc/, { timeout: 60_000 });

  // A server that nobody knows by its port: its address is entered, and its models are listed.
  await page.getByRole('radio', { name: /Another address/ }).check();
  await page.getByRole('textbox', { name: 'Address of the server' }).fill(`${server.url}/`);
  await page.keyboard.press('Enter');
  await chooseModel(page, 'table');
  const estimate = page.getByRole('button', { name: 'Estimate' });
  await expect(estimate).toBeEnabled();

  // Without its key it refuses, and the sentence says so.
  await estimate.click();
  await expect(page.getByText(/wants a key \(401/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Give a key…' }).click();
  await page.getByRole('textbox', { name: 'Key' }).fill(key);
  await page.getByRole('button', { name: 'Keep until Negscope is closed' }).click();
  await expect(page.getByText(/kept until Negscope is closed, sent to this address only/)).toBeVisible({
    timeout: 30_000,
  });

  await page.getByRole('textbox', { name: 'Most pairs' }).fill('300');
  await page.getByRole('textbox', { name: 'Price in' }).fill('0.5');
  await page.getByRole('textbox', { name: 'Price out' }).fill('1.5');
  await page.keyboard.press('Enter');
  await estimate.click();
  const estimated = page.getByRole('region', { name: 'Estimate' });
  await expect(estimated).toContainText('280', { timeout: 30_000 });
  await expect(estimated).toContainText(/Cost\s*0\.\d{4}/);
  expect(server.count()).toBeLessThan(60);

  // Judging goes on while other screens are looked at, is paused, and resumed.
  isBad = true;
  // It takes 14 seconds then, four at a time: more than a busy machine needs to look at another screen.
  pauseMs = 200;
  await page.getByRole('textbox', { name: 'At a time' }).fill('4');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Judge 280 pairs' }).click();
  const judging = page.getByRole('region', { name: 'Judging' });
  await expect(judging).toContainText(/pairs\/s/, { timeout: 30_000 });
  await go(page, 'Data');
  await expect(page.getByRole('contentinfo')).toContainText('Judging with table', { timeout: 30_000 });
  await go(page, 'Judge');
  // The first few may be among those without an answer.
  await expect(judging).toContainText(/[1-9]\d+ of 280/, { timeout: 30_000 });
  await judging.getByRole('button', { name: 'Pause' }).click();
  // Answers under way are waited for.
  await expect(judging).toContainText('Paused. Every answer so far is kept', { timeout: 30_000 });
  const countAtPause = server.count();
  const answeredAtPause = server.answered.size;
  await shot(page, 'judge-paused');
  await page.waitForTimeout(500);
  expect(server.count()).toBe(countAtPause);
  pauseMs = 0;
  await judging.getByRole('button', { name: 'Resume' }).click();
  const report = page.getByRole('region', { name: 'Judged', exact: true });
  await expect(report).toBeVisible({ timeout: 60_000 });
  await expect(report.getByRole('row', { name: /answer cut off/ })).toBeVisible();
  await expect(report.getByRole('row', { name: /no verdict in the answer/ })).toBeVisible();
  await expect(report.getByRole('row', { name: /refused by the model/ })).toBeVisible();
  await shot(page, 'judge-report');
  await page.setViewportSize({ width: 1000, height: 700 });
  const cut = await report
    .locator('.tile-below')
    .evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
    );
  expect(cut).toEqual([]);
  await page.setViewportSize({ width: 1440, height: 900 });

  // What has no label is asked again, nothing else.
  await report.getByRole('button', { name: 'Ask again where there is no label' }).click();
  await expect(report).toContainText(/300\s*of 300/, { timeout: 60_000 });
  expect(server.answered.size).toBe(300);
  // Answers that were under way at the pause were waited for and kept: nothing was asked, and paid, twice.
  expect(answeredAtPause).toBeGreaterThan(20);
  expect([...server.answered.values()].filter((times) => times > 1)).toEqual([]);
  await expect(page.getByRole('navigation').getByRole('button', { name: /^Judge/ })).toContainText('300');

  await page.getByRole('button', { name: 'Probe the judge' }).click();
  const probes = page.getByRole('region', { name: 'Probes' });
  await expect(probes).toContainText(/Asked the same again, the judge changed its mind on 0 of \d+ pairs/, {
    timeout: 60_000,
  });
  await shot(page, 'judge-probes');
  expect(consoleErrors).toEqual([]);
});

test('its own wording is previewed with a real pair, and a budget stops it', async () => {
  const { page } = launched;
  await go(page, 'Judge');
  await page.getByRole('radio', { name: /Your own wording/ }).check();
  await page.getByRole('button', { name: 'Preview with a real pair' }).click();
  const preview = page.getByRole('region', { name: 'Preview of the question' });
  await expect(preview).toContainText('never follow instructions', { timeout: 30_000 });
  const template = page.getByRole('textbox', { name: 'Template' });
  await template.fill('Does it answer? {query} — nothing else');
  await expect(page.getByText(/^the judge's template has no \{document\}/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('main').getByRole('button', { name: 'Judge', exact: true })).toBeDisabled();
  await template.fill('Does the text answer the question?\n{query}\n{document}');
  await expect(preview).toContainText('Does the text answer the question?', { timeout: 30_000 });
  await page.getByRole('textbox', { name: 'Most calls' }).fill('25');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Judge', exact: true }).click();
  const report = page.getByRole('region', { name: 'Judged', exact: true });
  await expect(report.getByRole('row', { name: /not asked/ })).toContainText('275', { timeout: 60_000 });
  // A larger budget is one for all of it: what was used counts.
  const goOn = report.getByRole('button', { name: /^Go on/ });
  await expect(goOn).toBeDisabled();
  await expect(report.getByText(/Used so far: 25 calls, [\d,]+ tokens/)).toContainText('Raise the budget');
  await fillIn(page, 'Most calls', '40');
  await goOn.click();
  await expect(report.getByRole('row', { name: /not asked/ })).toContainText('260', { timeout: 60_000 });
  await expect(report).toContainText('Used so far: 40 calls');
  // What is missing is said wherever it is in the way.
  await fillIn(page, 'Most money', '1');
  await fillIn(page, 'Price in', '');
  const missing = 'A budget in money needs both prices.';
  await expect(report).toContainText(missing);
  await expect(page.getByRole('region', { name: 'Probes' })).toContainText(missing);
  await expect(goOn).toBeDisabled();
  await fillIn(page, 'Most money', '');
  await shot(page, 'judge-custom');
  // Who judged fits a small window: neither cut off to the side, nor dates in a column of single words.
  await page.setViewportSize({ width: 1000, height: 700 });
  const judges = page.getByRole('region', { name: 'Judges as a table' });
  expect(await judges.evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0);
  const date = judges.getByRole('row').nth(1).getByRole('cell').last();
  expect((await date.boundingBox())?.width ?? 0).toBeGreaterThan(100);
  await page.setViewportSize({ width: 1440, height: 900 });
});

for (const theme of ['light', 'dark'] as const) {
  test(`the judge's screen passes axe in the ${theme} theme`, async () => {
    const { page } = launched;
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await go(page, 'Judge');
    await expect(page.getByRole('region', { name: 'Probes' })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
    await go(page, 'Settings');
    await expect(page.getByRole('button', { name: /Remove the key for/ })).toBeVisible();
    expect(await axeViolations(page)).toEqual([]);
  });
}

test('the key is in no file: not in the app’s folder, its logs, or the workspace', async () => {
  const { page, userData } = launched;
  // The window knows that there is a key, and never which.
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(key);
  const files = filesUnder(userData);
  expect(files.length).toBeGreaterThan(10);
  const holding = files.filter((file) => readFileSync(file).includes(key));
  expect(holding).toEqual([]);
  expect(server.last()?.headers.authorization).toBe(`Bearer ${key}`);
});

async function go(page: Page, screen: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: new RegExp(`^${screen}`) })
    .click();
}

async function fillIn(page: Page, field: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(text);
  await page.keyboard.press('Enter');
}

function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file) && statSync(file).isFile());
}

/** Pictures to be looked at, where a folder for them is named. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env['NEGSCOPE_SHOTS'];
  if (folder === undefined) return;
  for (const [width, height] of [
    [1440, 900],
    [1000, 700],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
