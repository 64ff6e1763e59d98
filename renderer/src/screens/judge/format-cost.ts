/** Money in whatever unit the prices have: two places, four below one; an en dash where there is none. */
export function formatCost(cost: number | null): string {
  if (cost === null) return '–';
  return cost === 0 || cost >= 1 ? cost.toFixed(2) : cost.toFixed(4);
}
