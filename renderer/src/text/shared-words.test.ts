import fc from 'fast-check';
import { expect, test } from 'vitest';
import { markWords, wordsOf } from './shared-words.ts';

test('marks words of the query before words shared with the other text, in any case', () => {
  const pieces = markWords('Gold melts at 1064 °C', wordsOf('Where does gold melt?'), wordsOf('It melts.'));
  expect(pieces).toEqual([
    { text: 'Gold', mark: 'query' },
    { text: ' ', mark: null },
    { text: 'melts', mark: 'shared' },
    { text: ' at 1064 °C', mark: null },
  ]);
});

test('leaves short Latin words out and keeps short words of other scripts', () => {
  expect([...wordsOf('the sea is 水')]).toEqual(['水']);
});

test('pieces always join to the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (text, other) => {
      const pieces = markWords(text, wordsOf(other), wordsOf(text));
      expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    }),
    { numRuns: 50 },
  );
});
