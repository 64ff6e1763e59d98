import type { Similarity } from '../../../shared/domain/teacher.ts';

/**
 * The highest deciding score that a document outside a row's list can have, given the highest approximate score that it can have.
 *
 * A float32 dot product of n terms, summed in any order, fused or not, is off by at most γ‖q‖‖d‖ with γ = nu / (1 − nu),
 * u = 2⁻²⁴ (Higham, Accuracy and Stability of Numerical Algorithms, 2002, §3.1); eight terms more cover the bias, units and the
 * rounding of the exact score. Euclidean lists are ranked by 2q·d − ‖d‖² = ‖q‖² − distance².
 */
export function unseenBound(
  similarity: Similarity,
  dimensions: number,
  queryNorm: number,
  largestDocumentNorm: number,
  lastApproximate: number,
): number {
  const terms = dimensions + 8;
  const gamma = (terms * 2 ** -24) / (1 - terms * 2 ** -24);
  const largest = largestDocumentNorm * (1 + 1e-6);
  const product = queryNorm * largest;
  const magnitude = similarity === 'euclidean' ? 2 * product + largest * largest : product;
  // Where float32 could overflow, or γ is no bound any more, only the whole corpus proves anything.
  if (!(magnitude < 1e37) || !(gamma > 0 && gamma < 1)) return Infinity;
  const highest = lastApproximate + gamma * magnitude + 1e-30;
  if (similarity !== 'euclidean') return Math.fround(highest);
  const nearest = queryNorm * queryNorm * (1 - 1e-12) - highest;
  return Math.fround(-Math.sqrt(Math.max(0, nearest)));
}
