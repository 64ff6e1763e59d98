/** Prices for a million tokens; null where they are not known. */
export type Prices = { readonly in: number | null; readonly out: number | null };

export type BudgetLimits = {
  readonly calls: number | null;
  readonly tokens: number | null;
  /** Needs both prices. */
  readonly money: number | null;
};

export type Tokens = { readonly in: number; readonly out: number };

/** A hard budget: what a request may cost at most is set aside before it is sent. */
export type JudgeBudget = {
  /** `later`: what is under way may give some back; `never`: it is used up. */
  readonly reserve: (most: Tokens) => Reservation | 'later' | 'never';
  /** Resolves when something was given back. */
  readonly changed: () => Promise<void>;
  readonly spent: () => { readonly calls: number; readonly tokens: Tokens; readonly money: number | null };
};

/** `settle` with what the request did cost, null where nobody knows: then all of it counts. */
export type Reservation = { readonly settle: (actual: Tokens | null) => void };

/** Money of so many tokens; null where a price is not known. */
export function priceOf(tokens: Tokens, prices: Prices): number | null {
  if (prices.in === null || prices.out === null) return null;
  return (tokens.in * prices.in + tokens.out * prices.out) / 1e6;
}

/** A budget that never lets through more than its limits, whatever is under way at the same time. */
export function createJudgeBudget(limits: BudgetLimits, prices: Prices): JudgeBudget {
  let calls = 0;
  let underWay = 0;
  let used: Tokens = { in: 0, out: 0 };
  let held: Tokens = { in: 0, out: 0 };
  let waiting: (() => void)[] = [];

  function fits(tokens: Tokens): boolean {
    const total = { in: used.in + held.in + tokens.in, out: used.out + held.out + tokens.out };
    if (limits.tokens !== null && total.in + total.out > limits.tokens) return false;
    return limits.money === null || (priceOf(total, prices) ?? Infinity) <= limits.money;
  }

  return {
    reserve(most) {
      if (limits.calls !== null && calls >= limits.calls) return 'never';
      if (!fits(most)) return underWay > 0 ? 'later' : 'never';
      calls++;
      underWay++;
      held = { in: held.in + most.in, out: held.out + most.out };
      let settled = false;
      return {
        settle(actual) {
          if (settled) return;
          settled = true;
          underWay--;
          held = { in: held.in - most.in, out: held.out - most.out };
          const cost = actual ?? most;
          used = { in: used.in + cost.in, out: used.out + cost.out };
          const woken = waiting;
          waiting = [];
          for (const wake of woken) wake();
        },
      };
    },
    changed: () => new Promise((resolve) => waiting.push(resolve)),
    spent: () => ({ calls, tokens: used, money: priceOf(used, prices) }),
  };
}
