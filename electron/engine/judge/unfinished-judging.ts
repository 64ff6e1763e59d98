import { z } from 'zod';
import { JudgingStop } from '../../../shared/ipc/judge-answers.ts';
import { AskedJudging, JudgeTargets, type JudgeRequest } from '../../../shared/ipc/judge-request.ts';
import type { Database } from '../workspace/database.ts';
import { readMeta, writeMeta } from '../workspace/meta.ts';
import type { Judge } from './judgement-row.ts';

const Count = z.int().nonnegative();

/** How far it had come, what it had used (a null cost: without prices), and what ended it. */
const Stop = z.object({
  how: JudgingStop,
  at: z.iso.datetime(),
  done: Count,
  spent: z.object({ calls: Count, tokens: Count, cost: z.number().nonnegative().nullable() }),
});
export type Stop = z.infer<typeof Stop>;

/** A run of the judge from its first question on, for as long as its plan is not judged to the end. */
const Unfinished = z.object({
  judge: z.string(),
  /** Whose pairs, and which of them: with the judge what makes two entries one. */
  run: z.string(),
  what: JudgeTargets,
  /** As it was asked, without key; null where the pairs came from outside: they are not stored. */
  asked: AskedJudging.nullable(),
  /** Pairs of the plan, and those of them that were settled before. */
  pairs: Count,
  before: Count,
  started: z.iso.datetime(),
  /** Null while a judge works on it, and after a process that ended without a word. */
  stop: Stop.nullable(),
});
export type Unfinished = z.infer<typeof Unfinished>;
type Key = Pick<Unfinished, 'judge' | 'run' | 'what'>;

const Stored = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.array(Unfinished));

/** Every run of a judge that did not come to its end, or is at work. */
export async function readUnfinished(database: Database): Promise<readonly Unfinished[]> {
  const stored = await readMeta(database, 'unfinished_judging');
  return stored === null ? [] : Stored.parse(stored);
}

/** Notes one, in place of an earlier one about the same pairs of the same run. Never holds a key. */
export async function noteUnfinished(database: Database, entry: Unfinished): Promise<void> {
  await change(database, (entries) => [...entries.filter((one) => !isSame(one, entry)), entry]);
}

/** Forgets one: it came to its end, or a person does not mean to go on. */
export async function forgetUnfinished(database: Database, key: Key): Promise<void> {
  await change(database, (entries) => entries.filter((one) => !isSame(one, key)));
}

/** Forgets those of a run that is there no longer, or was decided otherwise. */
export async function forgetUnfinishedOf(database: Database, run: string): Promise<void> {
  await change(database, (entries) => entries.filter((one) => one.run !== run));
}

/** What `request` comes to without key and workspace; the address as it is stored with judgements. */
export function askedJudging(
  { judge, limits, retryFailed, ...plan }: JudgeRequest,
  who: Judge,
): AskedJudging | null {
  const { run, what, grid, limit, seed, pairs } = plan;
  if (pairs !== undefined) return null;
  return {
    run,
    what,
    ...(grid === undefined ? {} : { grid }),
    ...(limit === undefined ? {} : { limit }),
    seed,
    judge: { endpoint: who.endpoint, model: who.model, prompt: judge.prompt },
    limits,
    retryFailed,
  };
}

function isSame(one: Key, other: Key): boolean {
  return one.judge === other.judge && one.run === other.run && one.what === other.what;
}

async function change(
  database: Database,
  next: (entries: readonly Unfinished[]) => readonly Unfinished[],
): Promise<void> {
  await database.transaction(async () => {
    const before = await readUnfinished(database);
    const after = next(before);
    if (after.length === 0 && before.length === 0) return;
    await writeMeta(database, 'unfinished_judging', JSON.stringify(after, plainNumbers));
  });
}

/** JSON has no typed arrays. */
function plainNumbers(_key: string, value: unknown): unknown {
  return value instanceof Float64Array ? Array.from(value) : value;
}
