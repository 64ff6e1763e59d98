import { expect } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goToScreen, startJudge } from '../judge-screen.ts';
import { launchApp } from '../launch.ts';
import { negscope } from '../negscope.ts';
import { sampleTruth } from '../sample-truth.ts';

export type JudgeInWindow = {
  /** What the agreement screen says of the judge, sentence by sentence. */
  readonly sentences: readonly string[];
  /** Its numbers, row by row as they are read: name, estimate, interval. */
  readonly rows: readonly string[];
  /** Share of the answered pairs in which the judge says what is true, as the truth table has it. */
  readonly agreement: number;
  readonly answered: number;
};

/** A language model on two busy cores takes its time. */
const patienceMs = 60 * 60_000;

/**
 * Judges negatives of run a through the judge's screen, labels what was judged by the sample's truth, and reads the agreement screen.
 * `folder` is for the app's profile; the workspace holds no judge yet.
 */
export async function judgeInWindow({
  folder,
  workspace,
  endpoint,
  model,
  pairs,
}: {
  readonly folder: string;
  readonly workspace: string;
  readonly endpoint: string;
  readonly model: string;
  readonly pairs: string;
}): Promise<JudgeInWindow> {
  const { page, app } = await launchApp({ userData: join(folder, 'profile'), args: [workspace] });
  try {
    await startJudge(page, { run: 'a', address: endpoint, model, mostPairs: pairs, atATime: '2' });
    await expect(page.getByRole('region', { name: 'Judged', exact: true })).toBeVisible({
      timeout: patienceMs,
    });
    const judged = join(folder, 'judged.jsonl');
    await negscope('labels', 'export', workspace, '--out', judged);
    const { isRelevant } = sampleTruth();
    const answers = readFileSync(judged, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line): { query_id: string; document_id: string; relevant: boolean } => JSON.parse(line));
    const truth = join(folder, 'truth.jsonl');
    writeFileSync(
      truth,
      answers
        .map(({ query_id, document_id }) =>
          JSON.stringify({ query_id, document_id, grade: isRelevant(query_id, document_id) ? 1 : 0 }),
        )
        .join('\n'),
    );
    await negscope('labels', 'import', workspace, truth, '--by', 'truth', '--kind', 'human');
    await goToScreen(page, 'Agreement');
    const row = page.getByRole('row', { name: /raw agreement/i });
    await expect(row).toContainText(/\d/, { timeout: 60_000 });
    const right = answers.filter(
      ({ query_id, document_id, relevant }) => relevant === isRelevant(query_id, document_id),
    );
    return {
      sentences: await page
        .getByRole('main')
        .getByRole('region', { name: 'What it says' })
        .locator('p')
        .allInnerTexts(),
      rows: (await page.getByRole('main').getByRole('row').allInnerTexts()).map((text) =>
        text.replaceAll(/\s+/gu, ' ').trim(),
      ),
      agreement: right.length / answers.length,
      answered: answers.length,
    };
  } finally {
    await app.close();
  }
}
