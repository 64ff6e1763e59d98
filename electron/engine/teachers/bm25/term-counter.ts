import { loadStemmer } from '../../../../shared/text-analysis/load-stemmer.ts';
import { wordsOf } from '../../../../shared/text-analysis/words-of.ts';

/** Words whose term is kept at hand; natural language repeats its words, numbers and names do not. */
const wordsKept = 400_000;

/** Counts the terms of one text after another and numbers them in the order in which they come. */
export type TermCounter = {
  /** Replaces what stood before; `length` is the number of words. */
  readonly count: (text: string) => { readonly length: number };
  /** The distinct terms of the text, in the order of their first occurrence. */
  readonly numbers: () => readonly number[];
  readonly frequencyOf: (number: number) => number;
  /** Every term so far, in the order of their numbers. */
  readonly terms: () => readonly string[];
};

export async function createTermCounter(language: string): Promise<TermCounter> {
  const stem = await loadStemmer(language);
  const terms = new Map<string, number>();
  const byWord = new Map<string, number>();
  let frequencies = new Int32Array(1 << 16);
  let numbers: number[] = [];

  function numberOf(word: string): number {
    const known = byWord.get(word);
    if (known !== undefined) return known;
    const term = stem(word);
    const number = terms.get(term) ?? terms.size;
    if (number === terms.size) terms.set(term, number);
    if (number >= frequencies.length) {
      const larger = new Int32Array(2 * frequencies.length);
      larger.set(frequencies);
      frequencies = larger;
    }
    if (byWord.size >= wordsKept) byWord.clear();
    byWord.set(word, number);
    return number;
  }

  return {
    count(text) {
      for (const number of numbers) frequencies[number] = 0;
      numbers = [];
      const words = wordsOf(text);
      for (const word of words) {
        const number = numberOf(word);
        const before = frequencies[number] ?? 0;
        if (before === 0) numbers.push(number);
        frequencies[number] = before + 1;
      }
      return { length: words.length };
    },
    numbers: () => numbers,
    frequencyOf: (number) => frequencies[number] ?? 0,
    terms: () => [...terms.keys()],
  };
}
