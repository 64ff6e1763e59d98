import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJudgeBudget, priceOf } from './judge-budget.ts';

const unpriced = { in: null, out: null };
const one = { in: 10, out: 10 };

describe('a budget', () => {
  it('says later while something is under way, never when nothing is', () => {
    const budget = createJudgeBudget({ calls: null, tokens: 30, money: null }, unpriced);
    const first = budget.reserve(one);
    expect(budget.reserve(one)).toBe('later');
    if (typeof first === 'object') first.settle({ in: 3, out: 2 });
    expect(typeof budget.reserve(one)).toBe('object');
    const small = createJudgeBudget({ calls: null, tokens: 19, money: null }, unpriced);
    expect(small.reserve(one)).toBe('never');
  });

  it('counts what nobody knows as the most that it can be', () => {
    const budget = createJudgeBudget({ calls: null, tokens: null, money: null }, { in: 1e6, out: 2e6 });
    const reservation = budget.reserve(one);
    if (typeof reservation === 'object') reservation.settle(null);
    expect(budget.spent()).toEqual({ calls: 1, tokens: one, money: 30 });
  });

  it('is never passed in calls, tokens or money, in whatever order requests come and end', () => {
    const request = fc.record({
      most: fc.record({ in: fc.nat(50), out: fc.nat(50) }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      endsAfter: fc.nat(5),
    });
    const prices = { in: 3, out: 7 };
    fc.assert(
      fc.property(
        fc.array(request, { maxLength: 60 }),
        fc.nat(20),
        fc.nat(600),
        fc.nat(600),
        (all, calls, tokens, micro) => {
          const limits = { calls, tokens, money: micro / 1e6 };
          const budget = createJudgeBudget(limits, prices);
          const open: { at: number; end: () => void }[] = [];
          for (const [at, { most, share, endsAfter }] of all.entries()) {
            for (const ended of open.filter((each) => each.at === at)) ended.end();
            const reservation = budget.reserve(most);
            if (typeof reservation !== 'object') continue;
            const actual = { in: Math.floor(most.in * share), out: Math.floor(most.out * share) };
            open.push({ at: at + endsAfter, end: () => reservation.settle(actual) });
          }
          for (const { end } of open) end();
          const spent = budget.spent();
          expect(spent.calls).toBeLessThanOrEqual(calls);
          expect(spent.tokens.in + spent.tokens.out).toBeLessThanOrEqual(tokens);
          expect(spent.money ?? 0).toBeLessThanOrEqual(limits.money);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('knows no sum without both prices', () => {
    expect(priceOf(one, { in: 1, out: null })).toBeNull();
  });
});
