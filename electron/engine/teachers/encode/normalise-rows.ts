/** Divides each row (row-major, `dimensions` wide) by its Euclidean length, in place; a zero row stays zero. Float64 inside. */
export function normaliseRows(rows: Float32Array, dimensions: number): void {
  for (let start = 0; start < rows.length; start += dimensions) {
    let sum = 0;
    for (let i = start; i < start + dimensions; i++) sum += (rows[i] ?? 0) ** 2;
    if (sum === 0) continue;
    const scale = 1 / Math.sqrt(sum);
    for (let i = start; i < start + dimensions; i++) rows[i] = (rows[i] ?? 0) * scale;
  }
}
