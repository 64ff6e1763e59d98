import { oneAtATime } from '../teachers/encode/one-at-a-time.ts';
import type { WordIndex } from './word-indexes.ts';

/** Texts by index, ascending, and how well each fits (BM25). */
export type FoundTexts = { readonly texts: Int32Array; readonly scores: Float64Array };

/** The texts that hold every one of the terms. */
export function textsWithWords(
  { key, index, scorer }: WordIndex,
  terms: readonly string[],
): Promise<FoundTexts> {
  // The scorer's sums stand until the next is scored.
  return oneAtATime(key, async () => {
    const numbers = [...new Set(terms)].map((term) => index.termOf(term));
    const lists: Int32Array[] = [];
    for (const number of numbers)
      lists.push(number === undefined ? new Int32Array(0) : textsIn(await index.postings(number)));
    // From the rarest on, so that the list only gets shorter.
    const [rarest = new Int32Array(0), ...others] = lists.toSorted((a, b) => a.length - b.length);
    const texts = others.reduce(inBoth, rarest);
    await scorer.score(terms);
    return { texts, scores: Float64Array.from(texts, scorer.scoreOf) };
  });
}

function textsIn(postings: Int32Array): Int32Array {
  const texts = new Int32Array(postings.length / 2);
  for (let i = 0; i < texts.length; i++) texts[i] = postings[2 * i] ?? 0;
  return texts;
}

function inBoth(one: Int32Array, other: Int32Array): Int32Array {
  let at = 0;
  return one.filter((text) => {
    while (at < other.length && (other[at] ?? 0) < text) at++;
    return other[at] === text;
  });
}
