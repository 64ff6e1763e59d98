type Column = Int32Array<ArrayBuffer> | Float32Array<ArrayBuffer>;

/** A typed array that grows by doubling: 4 bytes a value, whatever their number. */
export function createGrowingColumn<C extends Column>(
  type: new (length: number) => C,
): { readonly push: (value: number) => void; readonly length: () => number; readonly values: () => C } {
  let held = new type(1 << 12);
  let used = 0;

  function resized(length: number): C {
    const other = new type(length);
    other.set(held.subarray(0, used));
    return other;
  }

  return {
    push(value) {
      if (used === held.length) held = resized(2 * used);
      held[used++] = value;
    },
    length: () => used,
    values: () => resized(used),
  };
}
