/**
 * Puts items with one `write` at a time: what comes while one is under way is written together by the next. The promise settles as the write
 * that held the items did. Items are written in the order in which they came.
 */
export function groupedWrites<T>(
  write: (items: readonly T[]) => Promise<void>,
): (items: readonly T[]) => Promise<void> {
  let waiting: T[] = [];
  let writing: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function begin(): Promise<void> {
    if (writing === null) {
      const items = waiting;
      waiting = [];
      writing = write(items).finally(() => (writing = null));
      return writing;
    }
    next ??= writing
      .catch(() => {})
      .then(() => {
        next = null;
        return begin();
      });
    return next;
  }

  return (items) => {
    if (items.length === 0) return Promise.resolve();
    for (const item of items) waiting.push(item);
    return begin();
  };
}
