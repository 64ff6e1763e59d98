import { wilson } from '../distributions/wilson.ts';
import type { AgreementEstimate } from './agreement-estimate.ts';

type Shown = Pick<AgreementEstimate, 'estimate' | 'low' | 'high' | 'se'>;

/** Below it a standard error is rounding. */
const noSpread = 1e-9;

/**
 * Where every pair agrees (or none does) the linearised spread is 0, which says nothing of pairs that were not seen: then Wilson's interval
 * of the agreement seen, at `n` pairs in effect, carried through the coefficient with chance agreement as it was seen.
 */
export function openWhereCertain(estimate: AgreementEstimate, n: number): AgreementEstimate {
  const { estimate: value, se, observed, expected } = estimate;
  if (value === null || se === null || se > noSpread || observed === null || expected === null)
    return estimate;
  const { low, high } = wilson(Math.min(1, Math.max(0, observed)), n);
  const corrected = (share: number): number => (share - expected) / (1 - expected);
  return { ...estimate, low: Math.min(value, corrected(low)), high: Math.max(value, corrected(high)) };
}

/**
 * Interval of the difference `second − first` of two shares measured apart, from the ends of each one's own interval (Zou & Donner 2008; with
 * Wilson's intervals Newcombe's method 10, 1998); null where one has none.
 */
export function differenceInterval(
  first: Shown,
  second: Shown,
): { readonly estimate: number; readonly low: number; readonly high: number; readonly se: number } | null {
  const [a, b] = [spreadOf(first), spreadOf(second)];
  if (a === null || b === null) return null;
  const estimate = b.value - a.value;
  return {
    estimate,
    low: Math.max(-1, estimate - Math.hypot(b.down, a.up)),
    high: Math.min(1, estimate + Math.hypot(b.up, a.down)),
    se: Math.hypot(a.se, b.se),
  };
}

function spreadOf({ estimate, low, high, se }: Shown): {
  readonly value: number;
  readonly down: number;
  readonly up: number;
  readonly se: number;
} | null {
  if (estimate === null || low === null || high === null || se === null) return null;
  return { value: estimate, down: estimate - low, up: high - estimate, se };
}
