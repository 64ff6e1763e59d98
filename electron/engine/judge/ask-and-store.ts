import type { FailedState } from '../../../shared/judge/answer-state.ts';
import { countText } from '../../../shared/text/count-text.ts';
import type { JudgeRequest } from '../../../shared/ipc/judge-request.ts';
import type { Tokens } from './judge-budget.ts';
import { askedRows, budgetRow, cachedRow } from './judgement-rows.ts';
import type { JudgementRow } from './judgement-row.ts';
import { cachedAnswers } from './judgement-cache.ts';
import { createJudgementStore } from './judgement-store.ts';
import { judgeQuestions, type AskedQuestion } from './judge-questions.ts';
import type { JudgeWork } from './judge-work.ts';
import {
  groupPlaces,
  plannedQuestions,
  type PlaceGroups,
  type PlannedQuestion,
} from './planned-questions.ts';

/** What came of asking. */
export type AskedTotals = {
  /** Pairs whose texts were judged before under other ids. */
  readonly cached: number;
  readonly retries: number;
  /** Of the answers; null when the server did not say for one of them. */
  readonly tokens: Tokens | null;
  readonly truncated: number;
  readonly spent: boolean;
  /** Characters sent in the answered calls, those calls and the seconds that they took. */
  readonly answered: { readonly characters: number; readonly calls: number; readonly seconds: number };
};

const progressMs = 200;
/** Rows of pairs that were not asked, in one statement. */
const budgetBatch = 10_000;

/**
 * Asks the open pairs of a plan (at most `mostQuestions` calls) and makes each answer durable before its pair counts; while many wait for
 * that, nothing more is asked.
 */
export async function askAndStore(
  { workspace, session, plan, progress, task }: JudgeWork,
  request: JudgeRequest,
  mostQuestions: number | null,
): Promise<AskedTotals> {
  const { prompt, judge, budget, gate } = session;
  const store = createJudgementStore(workspace.database, judge, plan.run, progress.isReplaced);
  const all = groupPlaces(plan, progress.open, prompt.perCall);
  const groups = { ...all, count: Math.min(all.count, mostQuestions ?? all.count) };
  const total = groups.count === all.count ? progress.open.length : placesIn(groups);
  // By place of the plan: whether this call has settled it.
  const isKept = new Uint8Array(plan.queries.length);
  let done = 0;
  let cached = 0;
  const failed: Partial<Record<FailedState, number>> = {};
  let retries = 0;
  let truncated = 0;
  let tokens: Tokens | null = { in: 0, out: 0 };
  let answered = { characters: 0, calls: 0, seconds: 0 };
  let lastMs = -Infinity;

  function report(isLast = false): void {
    const now = performance.now();
    if (now - lastMs < progressMs && done < total && !isLast) return;
    lastMs = now;
    const { calls, money, tokens: used } = budget.spent();
    const concurrency = gate.limit();
    const detail = [
      `${countText(used.in + used.out)} tokens`,
      ...(money === null ? [] : [`cost ${money.toFixed(4)}`]),
      `${concurrency} at a time`,
      ...Object.entries(failed).map(([state, n]) => `${countText(n)} ${state}`),
    ].join(', ');
    const judge = { calls, tokens: used, cost: money, concurrency, failed: { ...failed } };
    task.progress({ stage: 'judging', done, total, unit: 'pairs', detail, judge });
  }

  async function keep(rows: readonly JudgementRow[], places: readonly number[]): Promise<void> {
    await store.put(rows);
    for (const [i, row] of rows.entries()) {
      const place = places[i] ?? 0;
      progress.settled(row, place);
      isKept[place] = 1;
      if (row.state !== 'answered') failed[row.state] = (failed[row.state] ?? 0) + 1;
    }
    done += rows.length;
    report();
  }

  async function keepAsked(question: AskedQuestion): Promise<void> {
    const { planned, asked } = question;
    retries += Math.max(0, asked.tries - 1);
    truncated += planned.truncated;
    if (asked.seconds > 0) {
      answered = {
        characters: answered.characters + asked.characters,
        calls: answered.calls + 1,
        seconds: answered.seconds + asked.seconds,
      };
      const { tokensIn, tokensOut } = asked;
      tokens =
        tokens === null || tokensIn === null || tokensOut === null
          ? null
          : { in: tokens.in + tokensIn, out: tokens.out + tokensOut };
    }
    await keep(askedRows(plan, question, prompt.relevantFrom), planned.places);
  }

  /** Texts that were judged before under other ids are not asked again. */
  async function* unjudged(): AsyncGenerator<readonly PlannedQuestion[]> {
    const blocks = plannedQuestions(
      workspace,
      plan,
      groups,
      prompt,
      judge.model,
      request.limits.maxCharacters,
    );
    for await (const block of blocks) {
      const known = await cachedAnswers(
        workspace.database,
        judge.name,
        block.flatMap(({ keys }) => keys),
      );
      if (known.size === 0) {
        yield block;
        continue;
      }
      const rest: PlannedQuestion[] = [];
      for (const planned of block) {
        const fresh: number[] = [];
        for (const [i, key] of planned.keys.entries()) {
          const answer = known.get(key);
          if (answer === undefined) {
            fresh.push(i);
            continue;
          }
          await keep([cachedRow(plan, planned, i, answer)], [planned.places[i] ?? 0]);
          cached++;
        }
        if (fresh.length > 0) rest.push(onlyPlaces(planned, fresh));
      }
      yield rest;
    }
  }

  report();
  // Also when it is stopped: who goes on later must know what was used.
  const { spent } = await judgeQuestions(session, unjudged(), task.signal, keepAsked).finally(() =>
    report(true),
  );
  if (spent && mostQuestions === null) {
    const places = progress.open.filter((place) => isKept[place] === 0);
    for (let from = 0; from < places.length; from += budgetBatch) {
      const some = places.subarray(from, from + budgetBatch);
      const rows = Array.from(some, (place) => budgetRow(plan, place));
      await store.put(rows);
      for (const [i, row] of rows.entries()) progress.settled(row, some[i] ?? 0);
    }
  }
  return { cached, retries, tokens, truncated, spent, answered };
}

function onlyPlaces(planned: PlannedQuestion, kept: readonly number[]): PlannedQuestion {
  if (kept.length === planned.places.length) return planned;
  return {
    ...planned,
    places: kept.map((i) => planned.places[i] ?? 0),
    keys: kept.map((i) => planned.keys[i] ?? ''),
    question: { ...planned.question, documents: kept.map((i) => planned.question.documents[i] ?? '') },
  };
}

function placesIn({ count, at }: PlaceGroups): number {
  let sum = 0;
  for (let group = 0; group < count; group++) sum += at(group).length;
  return sum;
}
