import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { judgeCalls } from '../../../shared/ipc/judge-calls.ts';
import { hashUniform } from '../../../shared/random.ts';
import { pairOf, startJudgeServer } from '../../testing/judge-server.ts';
import { bundleForNode, firstLine, killModule, spawnModule } from '../../testing/spawn-module.ts';
import { engineIn, quietTask } from '../mine/testing/small-workspace.ts';
import { judgeRun } from './judge-run.ts';
import { isFalseNegative, workspaceToJudge } from './testing/judged-workspace.ts';

/** More of them take a longer afternoon: JUDGE_KILLS. */
const kills = Number(process.env['JUDGE_KILLS'] ?? 6);
/** The kill comes after so many questions at most, and up to so many milliseconds later: while opening, asking or committing. */
const mostQuestions = 150;
const longestMs = 40;

const Row = z.object({ query: z.int(), document: z.int(), relevant: z.boolean() });

it('killed anywhere, asks nothing again whose answer was stored, and loses none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-judge-kill-'));
  const path = join(folder, 'a.negscope');
  const file = await bundleForNode(new URL('../../testing/judge-process.ts', import.meta.url));
  const stored = new Set<string>();
  const askedAgain: string[] = [];
  let wanted = Infinity;
  let reached = (): void => {};
  const server = await startJudgeServer({
    truth: isFalseNegative,
    plan({ number, query, documents }) {
      if (number >= wanted) reached();
      for (const document of documents) {
        const pair = pairOf(query, document);
        if (stored.has(pair)) askedAgain.push(pair);
      }
      return { afterMs: 3 };
    },
  });

  async function readStored(): Promise<readonly string[]> {
    const engine = engineIn(folder);
    const { database } = await engine.workspaces.open(path);
    const rows = await database.all(Row, 'SELECT query, document, relevant FROM judgements');
    await engine.workspaces.closeAll();
    for (const { query, document, relevant } of rows) {
      expect(relevant).toBe(isFalseNegative(`Question ${query}`, `text ${document}`));
    }
    return rows.map(({ query, document }) => pairOf(`Question ${query}`, `text ${document}`));
  }

  try {
    const first = engineIn(folder);
    await workspaceToJudge(first, path, { queries: 400, negatives: 5 });
    await first.workspaces.closeAll();
    for (let round = 0; round < kills; round++) {
      const child = spawnModule(file, [path, server.url]);
      await firstLine(child);
      const u = hashUniform(5, 'kill', String(round));
      wanted = server.count() + Math.floor(u * mostQuestions);
      if (wanted > server.count()) await new Promise<void>((resolve) => (reached = resolve));
      wanted = Infinity;
      await setTimeout(longestMs * ((97 * u) % 1));
      await killModule(child);
      const now = await readStored();
      expect(new Set(now).size).toBe(now.length);
      expect(now).toEqual(expect.arrayContaining([...stored]));
      for (const pair of now) stored.add(pair);
    }
    expect(stored.size).toBeGreaterThan(0);
    const engine = engineIn(folder);
    const report = await judgeRun(
      engine,
      judgeCalls['judge.run'].input.parse({
        workspace: path,
        run: 'a',
        judge: { endpoint: server.url, model: 'table' },
      }),
      quietTask,
    );
    await engine.workspaces.closeAll();
    expect(report).toMatchObject({
      judged: 2_000,
      reused: stored.size,
      calls: 2_000 - stored.size,
      failed: {},
    });
    expect(askedAgain).toEqual([]);
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}, 240_000);
