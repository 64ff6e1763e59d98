/** Spearman's rank correlation with mid-ranks for ties; null for fewer than three pairs or where one side is constant. */
export function spearman(first: readonly number[], second: readonly number[]): number | null {
  if (first.length < 3) return null;
  const [a, b] = [midRanks(first), midRanks(second)];
  const mean = (first.length + 1) / 2;
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((rank, i) => {
    const [x, y] = [rank - mean, (b[i] ?? 0) - mean];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  });
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}

function midRanks(values: readonly number[]): Float64Array {
  const order = [...values.keys()].toSorted((i, j) => (values[i] ?? 0) - (values[j] ?? 0));
  const ranks = new Float64Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to++;
    for (let i = from; i < to; i++) ranks[order[i] ?? 0] = (from + to + 1) / 2;
  }
  return ranks;
}
