import { ruleNames } from '../domain/mining-settings.ts';
import type { MinedUnit, Verdict } from './mined-query.ts';
import type { FailedRule } from './rules.ts';

/**
 * The candidates of a query as one list, whatever the anchor: with several units a candidate is kept where any unit keeps it and
 * selected where any selects it; one that all drop has every rule it failed anywhere, with the highest bound.
 */
export function mergedCandidates(units: readonly MinedUnit[]): readonly Verdict[] {
  const [first, ...others] = units;
  if (first === undefined || others.length === 0) return first?.candidates ?? [];
  return first.candidates.map((candidate, column) => {
    const all = units.flatMap((unit) => unit.candidates[column] ?? []);
    return {
      ...candidate,
      failed: all.some(({ failed }) => failed.length === 0)
        ? []
        : united(all.flatMap(({ failed }) => failed)),
      selected: all.some(({ selected }) => selected),
    };
  });
}

function united(failed: readonly FailedRule[]): readonly FailedRule[] {
  return ruleNames.flatMap((rule) => {
    const bounds = failed.filter((other) => other.rule === rule).map(({ bound }) => bound);
    if (bounds.length === 0) return [];
    return [{ rule, bound: bounds.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a)) }];
  });
}
