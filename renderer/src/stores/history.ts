/** Undo and redo of any value; it knows nothing about what the value is. */
export type History<T> = {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** Steps with the same name become one, so that a drag is undone at once; null closes the step. */
  readonly openStep: string | null;
};

const limit = 200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], openStep: null };
}

/** The next value. With the name of the step that is still open it replaces the present instead of following it. */
export function advance<T>(history: History<T>, present: T, step: string | null): History<T> {
  if (Object.is(present, history.present)) return history;
  if (step !== null && step === history.openStep) return { ...history, present, future: [] };
  return { past: [...history.past, history.present].slice(-limit), present, future: [], openStep: step };
}

/** Ends an open step: the next change can be undone on its own. */
export function closeStep<T>(history: History<T>): History<T> {
  return history.openStep === null ? history : { ...history, openStep: null };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    openStep: null,
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, openStep: null };
}
