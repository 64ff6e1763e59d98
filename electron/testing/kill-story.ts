import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { createAnnotationState } from '../engine/annotate/annotation-state.ts';
import { readJournal } from '../engine/annotate/journal-lines.ts';
import { createAnnotateHandlers } from '../engine/handlers/annotate-handlers.ts';
import { isFalseNegative, workspaceToJudge } from '../engine/judge/testing/judged-workspace.ts';
import { silentLogger } from '../engine/log.ts';
import { createWorkspaces } from '../engine/workspace/create-workspaces.ts';
import { hashUniform } from '../../shared/random.ts';
import { pairOf, startJudgeServer } from './judge-server.ts';
import { killModule, spawnModule } from './spawn-module.ts';

const Tables = z.object({
  labels: z.array(z.tuple([z.string(), z.string(), z.string(), z.string()])),
  judged: z.array(z.tuple([z.string(), z.string()])),
});
const Judged = z.object({ judged: z.int() });
const Acknowledged = z.object({
  entry: z.int(),
  annotator: z.string(),
  document: z.int(),
  value: z.string().nullable(),
});

export type KillRequest = {
  /** `label-process.ts`, bundled. */
  readonly file: string;
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
};

export type KillReport = {
  readonly kills: number;
  /** Kills while the workspace was still being opened. */
  readonly whileOpening: number;
  readonly acknowledged: number;
  readonly judged: number;
  /** What went wrong, in words; empty is what is wanted. */
  readonly failures: readonly string[];
};

/** Queries to judge for each kill, with five pairs each: more than are judged before it. */
const queriesPerKill = 15;
/**
 * A kill comes after so many lines of answers at most and up to so many milliseconds later, or after the start where it is to hit the opening.
 * One kill in two waits until the judge has stored so many answers more.
 */
const most = { lines: 12, workingMs: 15, openingMs: 600 };
const leastStored = 3;

/**
 * Kills (SIGKILL) a process that judges and labels, again and again, at random times from `seed`. After each, every acknowledged label must be in the
 * journal with what was answered; at the next opening the table must hold what the journal says, and no pair is asked of the judge whose
 * answer was stored.
 */
export async function killStory({ file, folder, kills, seed }: KillRequest): Promise<KillReport> {
  const path = join(folder, `kill-${seed}.negscope`);
  const queries = kills * queriesPerKill;
  await prepare(folder, path, queries);
  const failures: string[] = [];
  const acknowledged = new Map<number, string>();
  const stored = new Set<string>();
  let whileOpening = 0;
  /** Labels in force as the journal had them after the last kill. */
  let inForce: readonly string[] = [];
  const server = await startJudgeServer({
    truth: isFalseNegative,
    plan({ query, documents }) {
      for (const document of documents) {
        if (stored.has(pairOf(query, document))) failures.push(`asked again: ${query}, ${document}`);
      }
      return { afterMs: 2 };
    },
  });
  try {
    for (let round = 0; round <= kills; round++) {
      const u = hashUniform(seed, 'kill', String(round));
      const child = spawnModule(file, [path, server.url, String(seed * 1_000 + round), String(queries)]);
      const lines = linesOf(child);
      const opening = round < kills && round % 5 === 4;
      if (!opening) {
        const wanted = 1 + Math.floor(u * most.lines);
        const isEnough = (told: readonly string[]): boolean =>
          told.length >= wanted && (round % 2 === 0 || newlyJudged(told) >= leastStored);
        await lines.until(isEnough);
      }
      await setTimeout(((89 * u) % 1) * (opening ? most.openingMs : most.workingMs));
      await killModule(child);
      const [first, ...answers] = lines.whole();
      if (first === undefined && !opening) failures.push(`round ${round}: the workspace did not open`);
      if (first === undefined) whileOpening++;
      else checkTables(Tables.parse(JSON.parse(first)), round);
      for (const line of answers) {
        if (judgedIn(line) !== null) continue;
        const { entry, annotator, document, value } = Acknowledged.parse(JSON.parse(line));
        acknowledged.set(entry, `${annotator} ${document} ${value}`);
      }
      await checkJournal(round);
    }
  } finally {
    await server.close();
  }
  return { kills, whileOpening, acknowledged: acknowledged.size, judged: stored.size, failures };

  function checkTables({ labels, judged }: z.infer<typeof Tables>, round: number): void {
    const now = new Set(judged.map(([query, document]) => pairOf(`Question ${query}`, `text ${document}`)));
    if (now.size !== judged.length) failures.push(`round ${round}: a pair has two judgements`);
    for (const pair of stored)
      if (!now.has(pair)) failures.push(`round ${round}: lost the judgement of ${pair}`);
    for (const pair of now) stored.add(pair);
    const expected = inForce.join('\n');
    const told = labels.map((row) => row.join(' ')).join('\n');
    if (told !== expected)
      failures.push(`round ${round}: the table holds\n${told}\nthe journal says\n${expected}`);
  }

  /** Reads the file itself, with nobody holding the workspace. */
  async function checkJournal(round: number): Promise<void> {
    const bytes = await readFile(join(path, 'annotations.journal')).catch(() => Buffer.alloc(0));
    const { entries, damage } = readJournal(bytes);
    if (damage !== null)
      failures.push(`round ${round}: line ${damage.line} of the journal: ${damage.reason}`);
    const state = createAnnotationState();
    const told = new Map<number, string>();
    for (const entry of entries) {
      const changed = state.apply(entry);
      if (changed === null) continue;
      const { annotator, queue, query, document } = changed;
      const value = state.item(queue, annotator, query, document).label?.value ?? null;
      told.set(entry.entry, `${annotator} ${document} ${value}`);
    }
    for (const [entry, answer] of acknowledged) {
      if (told.get(entry) !== answer) {
        failures.push(
          `round ${round}: entry ${entry} was acknowledged as ${answer}, the journal has ${told.get(entry)}`,
        );
      }
    }
    inForce = [...state.labels()]
      .toSorted((a, b) => a.entry - b.entry)
      .map(({ entry, annotator, document, value }) => `${entry} ${annotator} ${document} ${value}`);
  }
}

/** A workspace with a run to judge, and a queue of each annotator. */
async function prepare(folder: string, path: string, queries: number): Promise<void> {
  const surroundings = {
    resourcesFolder: folder,
    cacheFolder: folder,
    threads: 1,
    device: 'cpu' as const,
    appVersion: '1',
    log: silentLogger,
  };
  const engine = { surroundings, workspaces: createWorkspaces(surroundings) };
  await workspaceToJudge(engine, path, { queries, negatives: 5 });
  const pairs = Array.from({ length: queries }, (_, query) => ({ query, document: queries + query }));
  for (const annotator of ['ann', 'bob']) {
    await createAnnotateHandlers(engine)['annotate.pick'](
      { workspace: path, annotator, pairs, name: 'all', question: 'relevance', blind: true },
      { signal: new AbortController().signal, progress: () => {} },
    );
  }
  await engine.workspaces.closeAll();
}

/** How many judgements are stored, where a line says so. */
function judgedIn(line: string): number | null {
  return Judged.safeParse(JSON.parse(line)).data?.judged ?? null;
}

/** By how much that number has grown. */
function newlyJudged(told: readonly string[]): number {
  const counts = told.map(judgedIn).filter((count) => count !== null);
  return (counts.at(-1) ?? 0) - (counts[0] ?? 0);
}

/** What a process prints, line by line. */
function linesOf(child: ChildProcess) {
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => (text += part));
  const whole = (): readonly string[] => text.split('\n').slice(0, -1);
  return {
    /** The whole lines so far. */
    whole,
    /** Resolves at the line after which they are enough, or when no more will come. */
    until: (isEnough: (lines: readonly string[]) => boolean): Promise<void> =>
      new Promise((done) => {
        child.stdout?.on('data', () => isEnough(whole()) && done());
        child.once('close', () => done());
      }),
  };
}
