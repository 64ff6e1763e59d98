/** In a pattern that reads code points, only a half of a surrogate pair is a surrogate. */
const half = /\p{Surrogate}/u;

/** False for text that UTF-8 cannot hold: half of a surrogate pair, as JSON escapes can write it. */
export function isWellFormed(text: string): boolean {
  return !half.test(text);
}
