/** A list of whole numbers that grows: 4 bytes an entry where an array of numbers would take more. */
export type GrowingCounts = {
  readonly add: (index: number, amount: number) => void;
  /** The first `length` entries; what was never added to is 0. */
  readonly first: (length: number) => Int32Array<ArrayBuffer>;
};

export function createGrowingCounts(): GrowingCounts {
  let counts = new Int32Array(1 << 12);
  function grow(length: number): void {
    if (length <= counts.length) return;
    const larger = new Int32Array(Math.max(length, 2 * counts.length));
    larger.set(counts);
    counts = larger;
  }
  return {
    add(index, amount) {
      grow(index + 1);
      counts[index] = (counts[index] ?? 0) + amount;
    },
    first(length) {
      grow(length);
      return counts.slice(0, length);
    },
  };
}
