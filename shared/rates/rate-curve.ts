import { estimateRate, type RateOptions } from './estimate-rate.ts';
import type { PreparedFrame } from './prepared-frame.ts';
import { withWarnings } from './rate-at-setting.ts';
import type { RateKind } from './rate-kind.ts';
import { totalsOf } from './rate-totals.ts';
import { regionCount } from './region.ts';
import type { RateResult } from './rate-result.ts';
import { sumsOverGrid } from './sums-over-grid.ts';

/**
 * A rate at every setting of the grid, from cross-products kept as difference arrays: what the screen looks up while the slider is dragged.
 * Pointwise intervals: at each setting alone, not for the curve as a whole.
 */
export function rateCurve(
  prepared: PreparedFrame,
  kind: RateKind,
  options: RateOptions,
): readonly RateResult[] {
  const region = kind === 'selected' ? 'selected' : 'removed';
  return sumsOverGrid(prepared, region).map((sums, setting) =>
    withWarnings(
      prepared,
      totalsOf(sums, regionCount(region)),
      estimateRate(prepared, kind, setting, sums, options),
      options,
    ),
  );
}
