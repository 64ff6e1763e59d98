/** Tokens of texts that were counted and will be encoded soon: a text is tokenised once. */
export type TokenCache = {
  readonly look: (text: string) => Int32Array;
  /** The same, and forgotten: it is encoded now. */
  readonly take: (text: string) => Int32Array;
};

/** Keeps at most `mostTokens` (4 bytes each); then forgets the oldest, which are tokenised again if they come. */
export function createTokenCache(
  tokenise: (text: string) => Int32Array,
  mostTokens = 16 * 2 ** 20,
): TokenCache {
  const kept = new Map<string, Int32Array>();
  let total = 0;
  const forget = (text: string, ids: Int32Array): void => {
    if (kept.delete(text)) total -= ids.length;
  };
  const look = (text: string): Int32Array => {
    const known = kept.get(text);
    if (known) return known;
    const ids = tokenise(text);
    kept.set(text, ids);
    total += ids.length;
    for (const [oldText, oldIds] of kept) {
      if (total <= mostTokens) break;
      forget(oldText, oldIds);
    }
    return ids;
  };
  return {
    look,
    take: (text) => {
      const ids = kept.get(text) ?? tokenise(text);
      forget(text, ids);
      return ids;
    },
  };
}
