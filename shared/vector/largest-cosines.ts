/** For each row, its largest cosine to any of `others`, as float32; 0 with a zero vector, NaN where there is nothing to compare with. */
export function largestCosines(rows: readonly Float32Array[], others: readonly Float32Array[]): Float32Array {
  const lengths = others.map((other) => Math.sqrt(dot(other, other)));
  return Float32Array.from(rows, (row) => {
    const length = Math.sqrt(dot(row, row));
    let largest = Number.NaN;
    for (const [i, other] of others.entries()) {
      const lengthProduct = length * (lengths[i] ?? 0);
      const cosine = lengthProduct === 0 ? 0 : dot(row, other) / lengthProduct;
      if (!(largest >= cosine)) largest = cosine;
    }
    return largest;
  });
}

/** Dot product in float64, summed in order. */
function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
