import type { Input } from '../../../shared/ipc/contract.ts';
import type { JudgeFigures } from '../../../shared/judge/judge-figures.ts';

/** Limits as a window gives them. */
export type LimitsInput = NonNullable<Input<'judge.run'>['limits']>;

/** What the earlier parts of a run that was paused, or went on with a larger budget, have used of it. */
export type Spending = { readonly calls: number; readonly tokens: number; readonly cost: number };

export const noSpending: Spending = { calls: 0, tokens: 0, cost: 0 };

/** With what one more part has used, as it last said. */
export function spendingAfter(
  spent: Spending,
  figures: Pick<JudgeFigures, 'calls' | 'tokens' | 'cost'> | undefined,
): Spending {
  if (figures === undefined) return spent;
  return {
    calls: spent.calls + figures.calls,
    tokens: spent.tokens + figures.tokens.in + figures.tokens.out,
    cost: spent.cost + (figures.cost ?? 0),
  };
}

/** Whether a budget in money has the prices that it needs. */
export function hasItsPrices({ maxCost, priceIn, priceOut }: LimitsInput): boolean {
  return maxCost === undefined || (priceIn !== undefined && priceOut !== undefined);
}

/**
 * Whether not one more question would be asked: nothing is left of some limit, or the budget is still the one that a run was stopped by
 * (`stoppedBy`), which may have a rest too small for a question.
 */
export function isUsedUp(limits: LimitsInput, spent: Spending, stoppedBy?: LimitsInput): boolean {
  const { maxCalls, maxTokens, maxCost } = leftOfBudget(limits, spent);
  const isAsBefore =
    stoppedBy !== undefined &&
    limits.maxCalls === stoppedBy.maxCalls &&
    limits.maxTokens === stoppedBy.maxTokens &&
    limits.maxCost === stoppedBy.maxCost;
  return isAsBefore || [maxCalls, maxTokens, maxCost].includes(0);
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
