import { expect, test } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pairOf, startJudgeServer } from '../../electron/testing/judge-server.ts';
import { axeViolations } from '../axe.ts';
import { startJudge } from '../judge-screen.ts';
import { launchApp } from '../launch.ts';
import { negscope, sampleFolder } from '../negscope.ts';
import { sampleTruth } from '../sample-truth.ts';

test('quit while it judges, the app keeps every answer; started again at once, it opens and says how far it came', async () => {
  test.setTimeout(180_000);
  const seen: string[] = [];
  let afterMs = 100;
  const server = await startJudgeServer({
    truth: sampleTruth().isRelevantText,
    plan({ query, documents }) {
      seen.push(pairOf(query, documents[0] ?? ''));
      return { afterMs };
    },
  });
  const folder = await mkdtemp(join(tmpdir(), 'negscope-quit-'));
  const workspace = join(folder, 'quit.negscope');
  await negscope('import', workspace, sampleFolder);
  await negscope('teacher', 'add', workspace, 'words', 'bm25');
  await negscope('mine', workspace, '--teacher', 'words', '--run', 'first', '--num-negatives', '4');
  const launched = await launchApp({ args: [workspace] });
  const asked = { run: 'first', address: server.url, model: 'table', mostPairs: '200', atATime: '4' };
  try {
    await startJudge(launched.page, asked);
    await expect.poll(() => seen.length, { intervals: [20], timeout: 60_000 }).toBeGreaterThan(20);
    // Started again while answers under way are still waited for, it opens when the old one has ended.
    afterMs = 3_000;
    const late = seen.length;
    await expect.poll(() => seen.length, { intervals: [20] }).toBeGreaterThan(late);
    const old = launched.app.process();
    const ended = new Promise((resolve) => old.once('exit', resolve));
    await launched.app.evaluate(({ app }) => setTimeout(() => app.quit()));
    const again = await launchApp({ userData: launched.userData, args: [workspace] });
    await ended;
    const before = seen.length;
    expect(before).toBeLessThan(200);
    expect(server.answered.size).toBe(before);
    afterMs = 0;
    try {
      const { page } = again;
      const status = page.getByRole('contentinfo');
      await expect(status).toContainText(`Judging stopped at ${before} of 200 pairs`, { timeout: 60_000 });
      await status.getByRole('button', { name: 'Go on…' }).click();
      const notice = page.getByRole('region', { name: 'Judging that was stopped' });
      await expect(notice).toContainText('when Negscope was closed (');
      expect(await axeViolations(page)).toEqual([]);
      await notice.getByRole('button', { name: 'Resume' }).click();
      const report = page.getByRole('region', { name: 'Judged', exact: true });
      await expect(report).toContainText(/200\s*of 200/, { timeout: 60_000 });
      await expect(notice).toBeHidden();
    } finally {
      await again.app.close();
    }
    expect(seen).toHaveLength(200);
    expect(new Set(seen).size).toBe(200);
  } finally {
    await launched.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
