import { expect, test, type Locator, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEntry } from '../../electron/engine/annotate/journal-entry.ts';
import { readJournal } from '../../electron/engine/annotate/journal-lines.ts';
import { askEngine } from '../ask-engine.ts';
import { answerDialogs } from '../answer-dialogs.ts';
import { axeViolations } from '../axe.ts';
import { holdEngine } from '../kill-engine.ts';
import { launchApp, type LaunchedApp } from '../launch.ts';
import { negscope } from '../negscope.ts';

const folder = mkdtempSync(join(tmpdir(), 'negscope-annotate-kinds-'));
const workspace = join(folder, 'small.negscope');
const giant = 10 * 1024 * 1024;
let launched: LaunchedApp;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  test.setTimeout(240_000);
  const data = join(folder, 'data');
  mkdirSync(join(data, 'qrels'), { recursive: true });
  const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  const documents = Array.from({ length: 40 }, (_, i) => ({
    _id: `d${i}`,
    title: i % 2 === 0 ? `About giraffe ${i}` : '',
    text: `A giraffe of the ${i}th herd eats leaves. Its neck is long. It sleeps little.`,
  }));
  documents.push({ _id: 'giant', title: '', text: 'giraffe neck leaves '.repeat(Math.ceil(giant / 20)) });
  const queries = Array.from({ length: 12 }, (_, i) => ({ _id: `q${i}`, text: `giraffe herd ${i}th` }));
  writeFileSync(join(data, 'corpus.jsonl'), lines(documents));
  writeFileSync(join(data, 'queries.jsonl'), lines(queries));
  const labels = queries.map(({ _id }, i) => `${_id}\td${i}\t1`).join('\n');
  writeFileSync(join(data, 'qrels', 'train.tsv'), `query-id\tcorpus-id\tscore\n${labels}\n`);
  await negscope('import', workspace, data);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  launched = await launchApp({ userData: join(folder, 'profile'), args: [workspace] });
  await goToAnnotate(launched.page);
  await launched.page.getByRole('textbox', { name: 'You are' }).fill('ada');
  await launched.page.keyboard.press('Enter');
});
test.afterAll(async () => {
  await launched.app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a queue against the positive shows it beside the text and has answers of its own', async () => {
  const { page } = launched;
  await page.getByRole('radio', { name: 'against the positive' }).check({ force: true });
  await draw(page, 6);
  const positive = page.getByRole('region', { name: 'Labelled positive' });
  await expect(positive).toContainText('A giraffe of the');
  await expect(page.getByRole('button', { name: /^Relevant/ })).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
  await labelled(page, '1', 1, 6);
  await labelled(page, '3', 2, 6);
  await labelled(page, 'p', 3, 6);
  await page.getByRole('button', { name: 'Leave' }).click();
  const own = labelsOnDisk().slice(-3);
  expect(own.map(({ value }) => value)).toEqual(['better', 'worse', 'positive-wrong']);
  expect(own.every(({ visible }) => visible.join() === 'positive')).toBe(true);
});

test('a queue with everything in sight says so, and so do its labels', async () => {
  const { page } = launched;
  await page.getByRole('radio', { name: 'relevant?' }).check({ force: true });
  await page.getByRole('radio', { name: 'judge and scores, too' }).check({ force: true });
  await expect(page.getByText('Not blind: these labels count in no rate.')).toBeVisible();
  await draw(page, 5);
  const sight = page.getByRole('region', { name: 'In sight' });
  await expect(sight).toContainText('not blind');
  await expect(sight).toContainText(/score \d/);
  await expect(sight).toContainText(/rank \d/);
  expect(await axeViolations(page)).toEqual([]);
  await labelled(page, '3', 1, 5);
  await page.getByRole('button', { name: 'Leave' }).click();
  const own = labelsOnDisk().at(-1);
  expect(own).toMatchObject({ value: 'not', blind: false });
  expect(own?.visible).toEqual(expect.arrayContaining(['score', 'rank', 'verdict']));
});

test('evidence is marked with the mouse, kept with the label, and taken back', async () => {
  const { page } = launched;
  await page.getByRole('radio', { name: 'blind', exact: true }).check({ force: true });
  await draw(page, 4);
  const text = page.getByRole('region', { name: 'Text of the document' }).locator('.untrusted').last();
  const box = await boxOf(text);
  await page.mouse.move(box.x + 2, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 8, { steps: 5 });
  await page.mouse.up();
  const list = page.getByRole('list', { name: 'Evidence' }).getByRole('listitem');
  await expect(list).toHaveCount(1);
  const marked = await page.locator('mark.evidence').innerText();
  expect(marked).toMatch(/^A giraffe/);
  await labelled(page, '1', 1, 4);
  await page.keyboard.press('b');
  await expect(page.locator('mark.evidence')).toHaveText(marked);
  const label = labelsOnDisk().at(-1);
  const [span] = label?.evidence ?? [];
  expect(label?.evidence).toHaveLength(1);
  expect((span?.to ?? 0) - (span?.from ?? 0)).toBe(marked.length);
  await list.getByRole('button').click();
  await expect(page.locator('mark.evidence')).toHaveCount(0);
  await expect.poll(() => labelsOnDisk().at(-1)?.evidence).toEqual([]);
  await page.getByRole('button', { name: 'Leave' }).click();
});

test('a document of ten megabytes is labelled like any other', async () => {
  test.setTimeout(120_000);
  const { page } = launched;
  await askEngine(page, 'annotate.pick', {
    workspace,
    annotator: 'ada',
    name: 'giant',
    pairs: [0, 1, 2].map((query) => ({ query, document: 40 })),
  });
  await page.getByRole('navigation').getByRole('button', { name: /^Tune/ }).click();
  await goToAnnotate(page);
  await page
    .getByRole('row', { name: /giant/ })
    .or(page.getByRole('listitem').filter({ hasText: 'giant' }))
    .getByRole('button', { name: /^(Continue|Start)/ })
    .first()
    .click();
  const text = page.getByRole('region', { name: 'Text of the document' });
  await expect(
    text.getByRole('button', { name: /^Show more \(10,4\d\d,\d{3} characters hidden\)/ }),
  ).toBeVisible({
    timeout: 30_000,
  });
  // A piece of it is on screen, so that the window answers keys at once.
  expect((await text.innerText()).length).toBeLessThan(20_000);
  await labelled(page, '1', 1, 3);
  await text.getByRole('button', { name: /^Show more/ }).click();
  expect((await text.innerText()).length).toBeLessThan(80_000);
  await page.keyboard.press('e');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Evidence' }).getByRole('listitem')).toHaveCount(1);
  await labelled(page, '3', 2, 3);
  await page.getByRole('button', { name: 'Leave' }).click();
});

test('a label that was not saved yet outlives the page', async () => {
  test.skip(process.platform === 'win32', 'no process can be held there');
  const { app, page } = launched;
  await draw(page, 7);
  await labelled(page, '1', 1, 7);
  const goOn = await holdEngine(app);
  try {
    await page.keyboard.press('2');
    await expect(page.getByText('saving…')).toBeVisible();
    expect(await page.evaluate(() => JSON.stringify(localStorage))).toContain('partly');
    await page.reload({ waitUntil: 'domcontentloaded' });
  } finally {
    goOn();
  }
  await goToAnnotate(page);
  await page
    .getByRole('button', { name: /^Continue/ })
    .first()
    .click({ timeout: 60_000 });
  await expect(page.getByText(/^2 of 7 labelled/)).toBeVisible({ timeout: 60_000 });
  await expect.poll(() => labelsOnDisk().at(-1)?.value).toBe('partly');
  // Forgotten once the engine has said that it is on disk.
  await expect.poll(() => page.evaluate(() => JSON.stringify(localStorage))).not.toContain('unsaved-labels');
});

test('labels are written to a file, and a study made elsewhere is taken in with what its lines lack said', async () => {
  const { app, page } = launched;
  await page.getByRole('button', { name: 'Leave' }).click();
  const ours = join(folder, 'labels.jsonl');
  await answerDialogs(app, { save: ours });
  await page.getByRole('button', { name: 'Export labels…' }).click();
  await page.getByRole('button', { name: 'Choose place and export…' }).click();
  const written = page.getByRole('dialog', { name: 'Labels exported' });
  await expect(written).toContainText('without a grade', { timeout: 30_000 });
  await written.getByRole('button', { name: 'Done' }).click();
  const lines = readFileSync(ours, 'utf8').trim().split('\n');
  expect(lines.length).toBeGreaterThan(5);

  const whole = join(folder, 'whole.csv');
  await answerDialogs(app, { save: whole });
  await page.getByRole('button', { name: 'Export labels…' }).click();
  await page.getByRole('radio', { name: 'CSV' }).check();
  await page.getByRole('checkbox', { name: /^Also labels that are no grade/ }).check();
  await page.getByRole('button', { name: 'Choose place and export…' }).click();
  await expect(written).toBeVisible({ timeout: 30_000 });
  await expect(written).not.toContainText('without a grade');
  await written.getByRole('button', { name: 'Done' }).click();
  const cells = readFileSync(whole, 'utf8').trim().split('\n');
  expect(cells[0]).toMatch(/,value,note,evidence,/u);
  expect(cells.length - 1).toBeGreaterThan(lines.length);

  const theirs = join(folder, 'study.csv');
  writeFileSync(theirs, 'query_id,document_id,grade\nq0,d5,1\nq1,d6,0\nnobody,d6,1\n');
  await answerDialogs(app, { open: [theirs] });
  await page.getByRole('button', { name: 'Import labels…' }).click();
  const form = page.getByRole('dialog', { name: 'Import labels' });
  await expect(form.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();
  await form.getByRole('button', { name: 'Choose file…' }).click();
  await form.getByRole('textbox', { name: 'Name' }).fill('the other lab');
  await form.getByRole('radio', { name: /^A simple random sample/ }).check();
  await expect(form.getByRole('combobox', { name: 'Run' })).toBeVisible();
  expect(await axeViolations(page)).toEqual([]);
  await form.getByRole('button', { name: 'Import', exact: true }).click();
  const taken = page.getByRole('dialog', { name: 'Labels imported' });
  await expect(taken).toContainText('2 labels taken in, 1 of them relevant.', { timeout: 30_000 });
  await expect(taken.getByRole('row', { name: /study\.csv/ })).toContainText('no query "nobody"');
  await taken.getByRole('button', { name: 'Done' }).click();
  const { raters } = await askEngine(page, 'agreement.raters', { workspace });
  expect(raters.find(({ rater }) => rater.kind === 'human' && rater.name === 'the other lab')).toMatchObject({
    labels: 2,
  });
});

type LabelOnDisk = Extract<JournalEntry, { kind: 'label' }>;

function labelsOnDisk(): readonly LabelOnDisk[] {
  const { entries } = readJournal(readFileSync(join(workspace, 'annotations.journal')));
  return entries.flatMap((entry) => (entry.kind === 'label' ? [entry] : []));
}

async function goToAnnotate(page: Page): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Annotate/ })
    .click({ timeout: 60_000 });
}

async function draw(page: Page, pairs: number): Promise<void> {
  await page.getByRole('textbox', { name: 'Pairs' }).fill(String(pairs));
  await page.getByRole('textbox', { name: 'Known answers' }).fill('0');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: `Draw ${pairs} and start` }).click({ timeout: 60_000 });
  await expect(page.getByText(`0 of ${pairs} labelled`)).toBeVisible({ timeout: 60_000 });
}

/** Presses a key and waits until the label is on disk. */
async function labelled(page: Page, key: string, count: number, total: number): Promise<void> {
  await expect(page.getByRole('region', { name: 'Text of the document' })).toBeVisible();
  await page.keyboard.press(key);
  await expect(page.getByText(new RegExp(`^${count} of ${total} labelled`))).toBeVisible();
  await expect(page.getByText('saved to disk', { exact: true })).toBeVisible();
}

async function boxOf(locator: Locator): Promise<{ readonly x: number; readonly y: number }> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it has no place');
  return box;
}
