import type { CachedAnswer } from './judgement-cache.ts';
import type { JudgementRow } from './judgement-row.ts';
import type { AskedQuestion } from './judge-questions.ts';
import type { JudgePlan } from './judge-plan.ts';
import type { PlannedQuestion } from './planned-questions.ts';

type Drawn = Pick<JudgementRow, 'query' | 'document' | 'probability' | 'wave'>;

/** The rows of an asked question: one a pair; the call's tokens stand with the first. */
export function askedRows(
  plan: JudgePlan,
  { planned, asked }: AskedQuestion,
  relevantFrom: number,
): readonly JudgementRow[] {
  return planned.places.map((place, i): JudgementRow => {
    const verdict = asked.verdicts[i] ?? { state: 'unparsable', reason: 'the answer has no verdict for it' };
    const grade = verdict.state === 'answered' ? verdict.grade : null;
    return {
      ...drawn(plan, place),
      cache_key: planned.keys[i] ?? '',
      positive: planned.positive,
      state: verdict.state,
      grade,
      relevant: grade === null ? null : grade >= relevantFrom,
      reason: verdict.reason,
      call: asked.call,
      place: i,
      together: planned.places.length,
      tokens_in: i === 0 ? asked.tokensIn : 0,
      tokens_out: i === 0 ? asked.tokensOut : 0,
      seconds: i === 0 ? asked.seconds : 0,
      tries: asked.tries,
    };
  });
}

/** The row of a pair whose texts were judged before under other ids: no call, no tokens. */
export function cachedRow(
  plan: JudgePlan,
  planned: PlannedQuestion,
  i: number,
  { grade, relevant, reason }: CachedAnswer,
): JudgementRow {
  return {
    ...unasked(plan, planned.places[i] ?? 0),
    cache_key: planned.keys[i] ?? '',
    positive: planned.positive,
    state: 'answered',
    grade,
    relevant,
    reason,
  };
}

/** The row of a pair that was planned but not asked, because the budget was used up. */
export function budgetRow(plan: JudgePlan, place: number): JudgementRow {
  return {
    ...unasked(plan, place),
    cache_key: '',
    positive: null,
    state: 'budget',
    grade: null,
    relevant: null,
    reason: 'not asked: the budget was used up',
  };
}

function unasked(plan: JudgePlan, place: number) {
  const nothing = { call: '', place: 0, together: 1, tokens_in: 0, tokens_out: 0, seconds: 0, tries: 0 };
  return { ...drawn(plan, place), ...nothing };
}

function drawn(plan: JudgePlan, place: number): Drawn {
  const probability = plan.probabilities[place] ?? Number.NaN;
  const wave = plan.waves[place] ?? -1;
  return {
    query: plan.queries[place] ?? 0,
    document: plan.documents[place] ?? 0,
    probability: Number.isNaN(probability) ? null : probability,
    wave: wave < 0 ? null : wave,
  };
}
