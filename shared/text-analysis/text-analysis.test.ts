import { describe, expect, it } from 'vitest';
import { englishStem } from './english-stem.ts';
import { loadStemmer, stemmedLanguages, stemmedLanguageOf } from './load-stemmer.ts';
import { wordsOf } from './words-of.ts';

describe('wordsOf', () => {
  it.each([
    ['Straße, CO₂ and naïve!', ['straße', 'co2', 'and', 'naïve']],
    ['IL-6/TNF-α ﬁne ＡＢＣ', ['il', '6', 'tnf', 'α', 'fine', 'abc']],
    ['हिन्दी में', ['हिन्दी', 'में']],
    ['ภาษาไทยง่าย', ['ภาษา', 'ไทย', 'ง่าย']],
    ['東京大学 GPU', ['東京', '大学', 'gpu']],
    ['한국어 문장', ['한국어', '문장']],
    ['zu\u00adsammen', ['zusammen']],
    [' \u0000—…', []],
  ])('cuts %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('englishStem', () => {
  // From Snowball's own vocabulary for this algorithm.
  it.each([
    ['consistently', 'consist'],
    ['knightly', 'knight'],
    ['generously', 'generous'],
    ['generic', 'generic'],
    ['communication', 'communic'],
    ['arsenal', 'arsenal'],
    ['skies', 'sky'],
    ['news', 'news'],
    ['dying', 'die'],
    ['ties', 'tie'],
    ['cries', 'cri'],
    ['gaps', 'gap'],
    ['gas', 'gas'],
    ['this', 'this'],
    ['kiwis', 'kiwi'],
    ['hopping', 'hop'],
    ['hoping', 'hope'],
    ['luxuriating', 'luxuri'],
    ['bedding', 'bed'],
    ['proceeds', 'proceed'],
    ['agreed', 'agre'],
    ['say', 'say'],
    ['by', 'by'],
    ['cry', 'cri'],
    ['enjoying', 'enjoy'],
    ['relational', 'relat'],
    ['analogies', 'analog'],
    ['controllable', 'control'],
    ['happiness', 'happi'],
    ['adoption', 'adopt'],
    ['is', 'is'],
  ])('reduces %s to %s', (word, stem) => {
    expect(englishStem(word)).toBe(stem);
  });
});

describe('loadStemmer', () => {
  it('loads every language that it lists', async () => {
    const stems = await Promise.all(stemmedLanguages.map(async (code) => (await loadStemmer(code))('2024')));
    expect(new Set(stems)).toEqual(new Set(['2024']));
  });

  it('stems German, and leaves words alone without a language', async () => {
    expect((await loadStemmer('deu'))('häuser')).toBe('haus');
    expect((await loadStemmer('none'))('running')).toBe('running');
    expect([stemmedLanguageOf('arb'), stemmedLanguageOf('jpn')]).toEqual(['ara', null]);
  });
});
