// One function for each kind of array: what is compiled for both is slower for either.

export function addCount(target: Int32Array, place: number, count: number): void {
  target[place] = (target[place] ?? 0) + count;
}

export function addNumber(target: Float64Array, place: number, value: number): void {
  target[place] = (target[place] ?? 0) + value;
}

/** Adds the first `length` elements of one array to those of the other. */
export function addCounts(target: Int32Array, added: Int32Array, length = added.length): void {
  for (let i = 0; i < length; i++) target[i] = (target[i] ?? 0) + (added[i] ?? 0);
}

export function addNumbers(target: Float64Array, added: Float64Array): void {
  for (let i = 0; i < added.length; i++) target[i] = (target[i] ?? 0) + (added[i] ?? 0);
}
