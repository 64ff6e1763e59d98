/** Passes on the first word about each `key` at once, and what comes within `restMs` after it as one word at their end. */
export function nowAndThen(restMs: number, tell: (key: string) => void): (key: string) => void {
  const resting = new Map<string, { again: boolean }>();
  return function say(key) {
    const rest = resting.get(key);
    if (rest !== undefined) {
      rest.again = true;
      return;
    }
    const begun = { again: false };
    resting.set(key, begun);
    setTimeout(() => {
      resting.delete(key);
      if (begun.again) say(key);
    }, restMs).unref();
    tell(key);
  };
}
