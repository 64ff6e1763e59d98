import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentText } from './document-text.ts';
import { isWellFormed } from './is-well-formed.ts';
import { normaliseText } from './normalise-text.ts';

describe('normaliseText', () => {
  it('composes, trims and collapses white space of any kind, and keeps case', () => {
    expect(normaliseText('\u3000 Cafe\u0301\u00a0\t\r\n au\u2003Lait \u0085')).toBe('Caf\u00e9 au Lait');
  });

  it('leaves what is no white space: zero-width space, byte order mark, NUL', () => {
    expect(normaliseText('\ufeffa\u200bb\0')).toBe('\ufeffa\u200bb\0');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseText(text);
        expect(normaliseText(once)).toBe(once);
      }),
    );
  });

  it('knows every character that Unicode calls white space', () => {
    const all = Array.from({ length: 0x10000 }, (_, unit) => String.fromCharCode(unit));
    const white = all.filter((character) => /\p{White_Space}/u.test(character));
    expect(white.map((character) => normaliseText(`a${character}b`))).toEqual(white.map(() => 'a b'));
  });

  it('takes for unchanged only what NFC leaves alone', () => {
    // Every code point below U+0300 beside every other one.
    const low = Array.from({ length: 0x300 }, (_, unit) => String.fromCharCode(unit));
    const pairs = low.flatMap((first) => low.map((second) => first + second));
    expect(pairs.filter((pair) => pair.normalize('NFC') !== pair)).toEqual([]);
  });

  it('equals the plain definition', () => {
    const unit = fc.constantFrom('a', ' ', '\t', '\n', '\u00a0', 'e\u0301', '\u2028', 'Z');
    fc.assert(
      fc.property(fc.string({ unit }), (text) => {
        const words = text.normalize('NFC').split(/\p{White_Space}+/u);
        expect(normaliseText(text)).toBe(words.filter((word) => word !== '').join(' '));
      }),
    );
  });
});

describe('documentText', () => {
  it('puts the title first, and no space where there is none', () => {
    expect([documentText('T', 'x'), documentText('', 'x')]).toEqual(['T x', 'x']);
  });
});

describe('isWellFormed', () => {
  it('is false for half of a surrogate pair', () => {
    expect(['a', '😀', '\ud83d', 'x\ude00y'].map(isWellFormed)).toEqual([true, true, false, false]);
  });
});
