export type MarkedPiece = { readonly text: string; readonly mark: 'query' | 'shared' | null };

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const latinWord = /^[\p{Script=Latin}\p{M}'’]+$/u;

/** Lower-cased words worth marking. Latin words of up to three letters are left out: they are articles and prepositions. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    if (isWordLike === true && isWorthMarking(segment)) words.add(normalise(segment));
  }
  return words;
}

/** Cuts a text at its marked words: those of the query, and those it shares with another text. Pieces join to the text. */
export function markWords(
  text: string,
  queryWords: ReadonlySet<string>,
  otherWords: ReadonlySet<string>,
): readonly MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  let plain = '';
  for (const { segment, isWordLike } of segmenter.segment(text)) {
    const word = isWordLike === true ? normalise(segment) : '';
    const mark = queryWords.has(word) ? 'query' : otherWords.has(word) ? 'shared' : null;
    if (word === '' || mark === null) {
      plain += segment;
      continue;
    }
    if (plain !== '') pieces.push({ text: plain, mark: null });
    plain = '';
    pieces.push({ text: segment, mark });
  }
  if (plain !== '') pieces.push({ text: plain, mark: null });
  return pieces;
}

function isWorthMarking(word: string): boolean {
  return word.length > 3 || !latinWord.test(word);
}

function normalise(word: string): string {
  return word.normalize('NFC').toLowerCase();
}
