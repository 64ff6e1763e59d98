/** Closes a switch: a new case breaks the build wherever it must be handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}

/** States what must hold; `why` is for the developer who reads the log. */
export function invariant(condition: boolean, why: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${why}`);
}
