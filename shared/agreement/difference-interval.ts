import type { AgreementEstimate } from './agreement-estimate.ts';

type Shown = Pick<AgreementEstimate, 'estimate' | 'low' | 'high' | 'se'>;

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
