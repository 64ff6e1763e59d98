/** Work in pieces: who drives it may take a breath, or stop for good, at each `yield`. */
export type Pieces<Result> = Generator<void, Result, void>;

/** Does all pieces one right after the other. */
export function allAtOnce<Result>(pieces: Pieces<Result>): Result {
  for (;;) {
    const step = pieces.next();
    if (step.done === true) return step.value;
  }
}

/** Entries of a piece that does a few dozen steps for each: some tens of milliseconds. */
const atOnce = 250_000;

/** Does `some` for ranges that part 0 to `count`, in their order, each of `size` entries. */
export function* inRanges(
  count: number,
  some: (from: number, to: number) => void,
  size = atOnce,
): Pieces<void> {
  for (let from = 0; from < count; from += size) {
    yield;
    some(from, Math.min(count, from + size));
  }
}
