import type { Input } from '../../../shared/ipc/contract.ts';
import type { JudgeFigures } from '../../../shared/judge/judge-figures.ts';

/** Limits as a window gives them. */
export type LimitsInput = NonNullable<Input<'judge.run'>['limits']>;

/** What the earlier parts of a paused run have used of its budget. */
export type Spending = { readonly calls: number; readonly tokens: number; readonly cost: number };

export const noSpending: Spending = { calls: 0, tokens: 0, cost: 0 };

/** With what one more part has used, as it last said. */
export function spendingAfter(spent: Spending, figures: JudgeFigures | undefined): Spending {
  if (figures === undefined) return spent;
  return {
    calls: spent.calls + figures.calls,
    tokens: spent.tokens + figures.tokens.in + figures.tokens.out,
    cost: spent.cost + (figures.cost ?? 0),
  };
}

/** The limits of the next part: a budget holds for the whole run, however often it is paused. */
export function leftOfBudget(limits: LimitsInput, spent: Spending): LimitsInput {
  const left = (most: number | undefined, used: number): number | undefined =>
    most === undefined ? undefined : Math.max(0, most - used);
  const parts = {
    maxCalls: left(limits.maxCalls, spent.calls),
    maxTokens: left(limits.maxTokens, spent.tokens),
    maxCost: left(limits.maxCost, spent.cost),
  };
  return {
    ...limits,
    ...Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)),
  };
}
