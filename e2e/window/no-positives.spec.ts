import { expect, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp } from '../launch.ts';
import { negscope } from '../negscope.ts';
import { goTo } from '../steps.ts';

test('a split in which nothing is labelled relevant says so, and what to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'negscope-no-positives-'));
  const data = join(folder, 'data');
  const workspace = join(folder, 'data.negscope');
  mkdirSync(join(data, 'qrels'), { recursive: true });
  writeFileSync(
    join(data, 'corpus.jsonl'),
    '{"_id":"d","text":"water boils"}\n{"_id":"e","text":"ice melts"}\n',
  );
  writeFileSync(join(data, 'queries.jsonl'), '{"_id":"q","text":"when does water boil"}\n');
  writeFileSync(join(data, 'qrels', 'train.tsv'), 'query-id\tcorpus-id\tscore\nq\te\t0\n');
  await negscope('import', workspace, data);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  const { page, close } = await launchApp({ args: [workspace] });
  await goTo(page, 'Tune');
  await expect(page.getByRole('heading', { name: 'No query of train has a positive' })).toBeVisible();
  await expect(page.getByText(/choose another split above, or import the data/)).toBeVisible();
  await goTo(page, 'Starved');
  await expect(page.getByRole('heading', { name: 'No query of train has a positive' })).toBeVisible();
  await expect(page.getByText('of 0 queries')).toBeVisible();
  await expect(page.getByText('Nobody starves')).toHaveCount(0);
  await close();
  rmSync(folder, { recursive: true });
});
