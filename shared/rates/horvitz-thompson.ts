import type { PreparedFrame } from './prepared-frame.ts';
import { type RegionKind, regionOf } from './region.ts';

/**
 * The plain two-phase difference estimator of a total under Poisson sampling in both phases, and the unbiased estimate of its variance at
 * a fixed λ (Särndal, Swensson & Wretman 1992, 9.3 and 9.7): Σ_judged λ p/π₁ + Σ_human (y − λ p)/(π₁π₂). Not calibrated; what
 * `estimateRate` improves on, and the one that is unbiased exactly.
 */
export function horvitzThompsonTotal(
  prepared: PreparedFrame,
  kind: RegionKind,
  setting: number,
  lambda: number,
): { readonly total: number; readonly variance: number } {
  const { frame, judgeWeight, humanWeight, relevant, prediction } = prepared;
  let total = 0;
  let variance = 0;
  for (let i = 0; i < frame.entry.length; i++) {
    if (regionOf(frame, kind, i, setting) !== 1) continue;
    const w1 = judgeWeight[i] ?? 0;
    const w2 = humanWeight[i] ?? 0;
    const y = relevant[i] ?? 0;
    const p = prediction[i] ?? 0;
    total += lambda * p * w1 + (y - lambda * p) * w2;
    if (w2 > 0) variance += w2 * (w1 - 1) * y * y + w2 * (w2 - w1) * (y - lambda * p) ** 2;
  }
  return { total, variance };
}
