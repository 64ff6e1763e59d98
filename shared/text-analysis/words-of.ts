const word = /[\p{L}\p{N}\p{M}]+/gu;

/** Scripts written without spaces: their words are found by the dictionary of `Intl.Segmenter`. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

const softHyphen = /\u00ad/g;

let segmenter: Intl.Segmenter | null = null;

/**
 * The words of a text, in order: runs of letters, digits and marks of any script after NFKC and lower-casing; runs of Chinese,
 * Japanese, Thai, Lao, Khmer and Burmese are cut into dictionary words.
 */
export function wordsOf(text: string): readonly string[] {
  const runs = text.normalize('NFKC').replace(softHyphen, '').toLowerCase().match(word) ?? [];
  return unspaced.test(text) ? runs.flatMap((run) => (unspaced.test(run) ? segmentsOf(run) : run)) : runs;
}

function segmentsOf(run: string): readonly string[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  return Array.from(segmenter.segment(run))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}
