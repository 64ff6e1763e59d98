import { expect, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJournal } from '../electron/engine/annotate/journal-lines.ts';
import { silentLogger } from '../electron/engine/log.ts';
import { createWorkspaces } from '../electron/engine/workspace/create-workspaces.ts';
import { pairOf, startJudgeServer } from '../electron/testing/judge-server.ts';
import { hashUniform } from '../shared/random.ts';
import { goToScreen, startJudge } from './judge-screen.ts';
import { launchApp } from './launch.ts';
import { negscope, sampleFolder } from './negscope.ts';
import { sampleTruth } from './sample-truth.ts';

export type AppKillReport = {
  readonly kills: number;
  /** Labels that the screen had said are on disk. */
  readonly acknowledged: number;
  readonly judged: number;
  /** What went wrong, in words; empty is what is wanted. */
  readonly failures: readonly string[];
};

/** A kill comes after so many labels at most, and up to so many milliseconds after the last key. */
const most = { labels: 8, waitMs: 60 };
/** More than are judged before the last kill. */
const mostPairs = 2_000;

/**
 * Kills (SIGKILL) the whole app, its main process with all others, again and again, while it judges and while somebody labels in its window. After each,
 * every label of which the screen said that it is on disk must be in the journal, in the order in which it was given; the workspace must open; and
 * no pair may be asked of the judge whose answer was stored. `folder` is empty; the app must be built.
 */
export async function appKills({
  folder,
  kills,
  seed,
}: {
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
}): Promise<AppKillReport> {
  const workspace = join(folder, 'sample.negscope');
  const failures: string[] = [];
  const stored = new Set<string>();
  /** Values in the order in which they were given: of labels that the journal has, as of the last look. */
  const kept: string[] = [];
  let acknowledged = 0;
  const server = await startJudgeServer({
    truth: sampleTruth().isRelevantText,
    plan({ query, documents }) {
      for (const document of documents) {
        if (stored.has(pairOf(query, document))) failures.push(`asked again: ${query}, ${document}`);
      }
      return { afterMs: 400 };
    },
  });
  try {
    await negscope('import', workspace, sampleFolder);
    await negscope('teacher', 'add', workspace, 'words', 'bm25');
    await negscope('mine', workspace, '--teacher', 'words', '--run', 'a', '--method', 'naive');
    for (let round = 0; round < kills; round += 1) {
      const u = hashUniform(seed, 'app kill', String(round));
      const told = await judgeLabelKill(round, u);
      await check(round, told);
    }
  } finally {
    await server.close();
  }
  return { kills, acknowledged, judged: stored.size, failures };

  /** Judges, labels, kills. What was pressed in this round, and how much of it the screen said was on disk. */
  async function judgeLabelKill(
    round: number,
    u: number,
  ): Promise<{ readonly pressed: readonly string[]; readonly saved: number }> {
    const { app, page } = await launchApp({ userData: join(folder, 'profile'), args: [workspace] });
    const pid = app.process().pid;
    if (pid === undefined) throw new Error('the app has no process');
    // From now on, however long the round takes.
    const closed = app.waitForEvent('close', { timeout: 0 });
    const pressed: string[] = [];
    let saved = 0;
    try {
      await startJudge(page, {
        run: 'a',
        address: server.url,
        model: 'table',
        mostPairs: String(mostPairs),
        atATime: '4',
      });
      await expect(page.getByRole('region', { name: 'Judging' })).toContainText(/[1-9]\d* of/, {
        timeout: 60_000,
      });
      await startLabelling(page, round);
      const labels = 1 + Math.floor(u * most.labels);
      for (let i = 0; i < labels; i += 1) {
        const key = hashUniform(seed, `key ${round}`, String(i)) < 0.5 ? '1' : '3';
        await page.keyboard.press(key);
        pressed.push(key === '1' ? 'relevant' : 'not');
        // One kill in two hits a label that is still on its way.
        if (i < labels - 1 || round % 2 === 0) {
          await expect(page.getByText(new RegExp(`^${kept.length + i + 1} of`))).toBeVisible();
          await expect(page.getByText('saved to disk', { exact: true })).toBeVisible();
          saved = i + 1;
        }
      }
      await page.waitForTimeout(((89 * u) % 1) * most.waitMs);
    } finally {
      // The app was started as the leader of a group of its own.
      process.kill(-pid, 'SIGKILL');
      await closed;
    }
    return { pressed, saved };
  }

  async function check(
    round: number,
    { pressed, saved }: { readonly pressed: readonly string[]; readonly saved: number },
  ): Promise<void> {
    const { entries, damage } = readJournal(await readFile(join(workspace, 'annotations.journal')));
    if (damage !== null)
      failures.push(`round ${round}: line ${damage.line} of the journal: ${damage.reason}`);
    const values = entries.flatMap((entry) => (entry.kind === 'label' ? [String(entry.value)] : []));
    const given = [...kept, ...pressed].slice(0, values.length);
    if (values.join() !== given.join()) {
      failures.push(`round ${round}: the journal holds ${values.join()}, given was ${given.join()}`);
    }
    if (values.length < kept.length + saved) {
      failures.push(
        `round ${round}: ${kept.length + saved} labels were said to be on disk, ${values.length} are`,
      );
    }
    acknowledged += saved;
    const found = await read();
    for (const pair of stored) if (!found.pairs.has(pair)) failures.push(`round ${round}: lost ${pair}`);
    for (const pair of found.pairs) stored.add(pair);
    if (found.labels < kept.length + saved) {
      failures.push(`round ${round}: opened again, ${found.labels} labels of ${kept.length + saved}`);
    }
    // A label that the window had not seen saved is kept by it, and given again when it is opened.
    kept.push(...[...pressed].slice(0, Math.max(saved, values.length - kept.length)));
  }

  /** What the workspace holds when it is opened again. */
  async function read(): Promise<{ readonly pairs: ReadonlySet<string>; readonly labels: number }> {
    const surroundings = {
      resourcesFolder: folder,
      cacheFolder: folder,
      threads: 1,
      device: 'cpu' as const,
      appVersion: 'kill',
      // The main process is gone; the engine's may take a moment longer.
      openingPatienceMs: 20_000,
      log: silentLogger,
    };
    const workspaces = createWorkspaces(surroundings);
    try {
      const { database } = await workspaces.open(workspace);
      const rows = await database.all(
        z.object({ query: z.string(), document: z.string() }),
        `SELECT queries.text AS query, documents.text AS document FROM judgements
         JOIN queries ON queries.query = judgements.query JOIN documents ON documents.document = judgements.document
         WHERE state = 'answered'`,
      );
      const [counted] = await database.all(z.object({ n: z.int() }), 'SELECT count(*) AS n FROM annotations');
      return {
        pairs: new Set(rows.map(({ query, document }) => pairOf(query, document))),
        labels: counted?.n ?? 0,
      };
    } finally {
      await workspaces.closeAll();
    }
  }
}

async function startLabelling(page: Page, round: number): Promise<void> {
  await goToScreen(page, 'Annotate');
  if (round === 0) {
    await page.getByRole('textbox', { name: 'You are' }).fill('ada');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Pairs' }).fill('300');
    await page.getByRole('textbox', { name: 'Known answers' }).fill('0');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Draw 300 and start' }).click({ timeout: 60_000 });
  } else {
    await page.getByRole('button', { name: /^(Continue|Start) ./ }).click({ timeout: 60_000 });
  }
  await expect(page.getByRole('region', { name: 'Text of the document' })).toBeVisible({ timeout: 60_000 });
}
