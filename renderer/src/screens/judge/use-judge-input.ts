import { promptOf, type PromptChoice } from '../../../../shared/judge/prompt-choice.ts';
import { useApp, useFrom } from '../../app-context.ts';
import type { JudgeInput } from '../../stores/judge.ts';
import { hasItsPrices } from '../../stores/judge-budget.ts';
import { latestValue, toAppError } from '../../stores/request.ts';
import { useJudgeGrid } from './use-judge-grid.ts';

export type JudgeQuestion =
  | { readonly kind: 'ready'; readonly input: JudgeInput }
  /** What still has to be chosen, as a sentence. */
  | { readonly kind: 'missing'; readonly sentence: string };

export const noPricesText = 'A budget in money needs both prices.';

/** What the choices on screen come to: everything that a run of the judge needs, or what is missing. */
export function useJudgeInput(): JudgeQuestion {
  const { stores, settings } = useApp();
  const { judgeEndpoint, judgeModel } = useFrom(settings, (state) => state.settings) ?? {};
  const { path, summary } = useFrom(stores.workspace, (state) => state);
  const draft = useFrom(stores.judge, (state) => state.draft);
  const grid = useJudgeGrid();
  const run = runOf(latestValue(summary)?.runs.map((one) => one.run) ?? [], draft.run);
  if (path === null || run === null) return { kind: 'missing', sentence: 'There is no run to judge yet.' };
  if (!judgeEndpoint) return { kind: 'missing', sentence: 'Choose a server first.' };
  if (!judgeModel) return { kind: 'missing', sentence: 'Name the model that is to judge.' };
  const { prompt, what, limit, limits } = draft;
  const problem = wordingProblem(prompt);
  if (problem !== null) return { kind: 'missing', sentence: problem };
  if (!hasItsPrices(limits)) return { kind: 'missing', sentence: noPricesText };
  return {
    kind: 'ready',
    input: {
      workspace: path,
      run,
      judge: { endpoint: judgeEndpoint, model: judgeModel, prompt },
      what,
      ...(what === 'plan' ? { grid } : {}),
      ...(limit === null ? {} : { limit }),
      limits,
    },
  };
}

/** What a wording of one's own lacks, as a sentence; null where nothing is missing. */
function wordingProblem(prompt: PromptChoice): string | null {
  try {
    promptOf(prompt);
    return null;
  } catch (error) {
    const { message } = toAppError(error);
    return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  }
}

/** The chosen run while it is there, else the first. */
export function runOf(runs: readonly string[], chosen: string | null): string | null {
  return chosen !== null && runs.includes(chosen) ? chosen : (runs[0] ?? null);
}
