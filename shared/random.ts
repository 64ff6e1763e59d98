/**
 * Randomness without state: every draw is a hash of (seed, query id, document id), so a draw does not depend on the order
 * of work, on other queries or on what else was drawn. Text hash: two 32-bit multiplicative lanes with a cross-mixed end
 * (cyrb53); pair hash: MurmurHash3's 32-bit rounds in two lanes.
 */

/** A 53-bit hash of the UTF-16 code units; an integer from 0 to 2^53 − 1. */
export function textHash(text: string): number {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 0x9e3779b1);
    high = Math.imul(high ^ unit, 0x5f356495);
  }
  const mixedLow = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35);
  const mixedHigh =
    Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(mixedLow ^ (mixedLow >>> 13), 0xc2b2ae35);
  return (mixedHigh & 0x1fffff) * 0x100000000 + (mixedLow >>> 0);
}

/** Uniform in [0, 1): a multiple of 2^−24, so that it stays the same number, and below 1, as float32. */
export function hashUniform(seed: number, queryId: string, documentId: string): number {
  return uniformOfHashes(seed, textHash(queryId), textHash(documentId));
}

/** `hashUniform` for ids whose `textHash` is at hand. */
export function uniformOfHashes(seed: number, queryHash: number, documentHash: number): number {
  return uniformsOfQuery(seed, queryHash)(documentHash);
}

/** `uniformOfHashes` for many documents of one query: what they share is hashed once. */
export function uniformsOfQuery(seed: number, queryHash: number): (documentHash: number) => number {
  const first = absorbQuery(0x2545f491, seed, queryHash);
  const second = absorbQuery(0x1b873593, seed, queryHash);
  return (documentHash) => ((finish(first, documentHash) ^ finish(second, documentHash)) >>> 8) / 0x1000000;
}

/** A standard Gumbel number, −ln(−ln u), from 53 bits of the pair's hash; finite. */
export function gumbelOfHashes(seed: number, queryHash: number, documentHash: number): number {
  const high = lane(0x7feb352d, seed, queryHash, documentHash) >>> 6;
  const low = lane(0x846ca68b, seed, queryHash, documentHash) >>> 6;
  // Half a step off the grid of 52 bits: strictly between 0 and 1, also after rounding.
  const uniform = (high * 0x4000000 + low + 0.5) / 0x10000000000000;
  return -Math.log(-Math.log(uniform));
}

function lane(start: number, seed: number, queryHash: number, documentHash: number): number {
  return finish(absorbQuery(start, seed, queryHash), documentHash);
}

function absorbQuery(start: number, seed: number, queryHash: number): number {
  let state = absorb(start, seed);
  state = absorb(state, seed / 0x100000000);
  state = absorb(state, queryHash);
  return absorb(state, queryHash / 0x100000000);
}

function finish(start: number, documentHash: number): number {
  let state = absorb(start, documentHash);
  state = absorb(state, documentHash / 0x100000000);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return state ^ (state >>> 16);
}

function absorb(state: number, word: number): number {
  // `|`, `*` and `^` on numbers above 2^32 take the low 32 bits.
  let mixed = Math.imul(word, 0xcc9e2d51);
  mixed = (mixed << 15) | (mixed >>> 17);
  const next = state ^ Math.imul(mixed, 0x1b873593);
  return (Math.imul((next << 13) | (next >>> 19), 5) + 0xe6546b64) | 0;
}
