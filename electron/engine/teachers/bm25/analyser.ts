import { loadStemmer } from '../../../../shared/text-analysis/load-stemmer.ts';
import { wordsOf } from '../../../../shared/text-analysis/words-of.ts';

/** A text's terms, in order, repeated as they are. */
export type Analyser = (text: string) => readonly string[];

/** Part of every index key: raise it when a text may give other terms than before. */
export const analyserVersion = 1;

/** Unicode words, stemmed by Snowball for the language (ISO 639-3; `none` or one without a stemmer: not at all). */
export async function createAnalyser(language: string): Promise<Analyser> {
  const stem = await loadStemmer(language);
  return (text) => wordsOf(text).map(stem);
}
