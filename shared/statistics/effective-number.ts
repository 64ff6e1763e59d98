/** How many of one weight would tell as much as these, (Σ w)² / Σ w² (Kish 1965); 0 where all weights are. */
export function effectiveNumber(weights: Float64Array): number {
  const squares = weights.reduce((sum, own) => sum + own * own, 0);
  return squares === 0 ? 0 : weights.reduce((sum, own) => sum + own, 0) ** 2 / squares;
}
