import { AppError } from '../../../shared/errors.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import { promptOf, type PromptChoice } from '../../../shared/judge/prompt-choice.ts';
import { idHashes } from '../mine/id-hashes.ts';
import { openRun } from '../mine/open-run.ts';
import { documentTexts, queryTexts } from '../mine/texts.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { groupPlaces, plannedQuestions } from './planned-questions.ts';
import { planRunPairs } from './plan-run-pairs.ts';

/** The messages that a prompt would send for a real pair of a run. Throws `wrong-usage` for a template, `not-found` for a run without negatives. */
export async function previewPrompt(
  workspace: Workspace,
  request: Pick<Input<'judge.preview'>, 'run'> & { readonly prompt: PromptChoice; readonly place: number },
): Promise<Output<'judge.preview'>> {
  const prompt = promptOf(request.prompt);
  const run = await openRun(workspace, request.run);
  const plan = planRunPairs(run, await workspace.dataSet(), await idHashes(workspace), {
    what: 'selected',
    limit: null,
    seed: 0,
    byQuery: prompt.perCall > 1,
  });
  const groups = groupPlaces(
    plan,
    plan.queries.map((_, place) => place),
    prompt.perCall,
  );
  const group = groups.at(request.place % Math.max(1, groups.count));
  if (groups.count === 0) throw new AppError('not-found', `run "${request.run}" has no negatives to show`);
  const one = { count: 1, at: () => group };
  for await (const [planned] of plannedQuestions(workspace, plan, one, prompt, '', 12_000)) {
    if (planned === undefined) break;
    const query = plan.queries[group[0] ?? 0] ?? 0;
    const document = plan.documents[group[0] ?? 0] ?? 0;
    const [queries, documents] = await Promise.all([
      queryTexts(workspace, [query]),
      documentTexts(workspace, [document]),
    ]);
    return {
      query: queries.get(query)?.id ?? '',
      document: documents.get(document)?.id ?? '',
      messages: [...prompt.messages(planned.question, '0123456789abcdef')],
    };
  }
  throw new AppError('failed', 'nothing to show');
}
