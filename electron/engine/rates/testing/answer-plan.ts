import type { JudgePlan } from '../../judge/judge-plan.ts';
import type { JudgementRow } from '../../judge/judgement-row.ts';
import { createJudgementStore } from '../../judge/judgement-store.ts';
import type { Workspace } from '../../workspace/workspace.ts';

export type AnswerOutcome =
  | { readonly kind: 'answered'; readonly isRelevant: boolean }
  | { readonly kind: 'failed'; readonly state: 'refused' | 'unparsable' | 'time-out' }
  | { readonly kind: 'unanswered' };

/** Stores what a judge said of the pairs of a plan. */
export async function answerPlan(
  { database }: Workspace,
  name: string,
  plan: JudgePlan,
  say: (pair: { readonly query: number; readonly document: number }, place: number) => AnswerOutcome,
): Promise<void> {
  const rows = Array.from(plan.queries, (query, place): readonly JudgementRow[] => {
    const document = plan.documents[place] ?? 0;
    const outcome = say({ query, document }, place);
    if (outcome.kind === 'unanswered') return [];
    const relevant = outcome.kind === 'answered' ? outcome.isRelevant : null;
    return [
      {
        query,
        document,
        cache_key: '',
        positive: null,
        state: outcome.kind === 'answered' ? 'answered' : outcome.state,
        grade: relevant === null ? null : Number(relevant),
        relevant,
        reason: '',
        call: '',
        place: 0,
        together: 1,
        tokens_in: 0,
        tokens_out: 0,
        seconds: 0,
        tries: 1,
        probability: plan.probabilities[place] ?? null,
        wave: null,
      },
    ];
  }).flat();
  const judge = { name, model: 'm', endpoint: 'http://localhost/v1', prompt: 'binary-1' };
  await createJudgementStore(database, judge, plan.run, () => false).put(rows);
}
