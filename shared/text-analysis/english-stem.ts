/** Snowball's English stemmer ("Porter 2", release 2.2), https://snowballstem.org/algorithms/english/stemmer.html. */

const exceptions: ReadonlyMap<string, string> = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ...['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes'].map((word) => [word, word] as const),
]);

const wholeAfterPlural: ReadonlySet<string> = new Set([
  'inning',
  'outing',
  'canning',
  'herring',
  'earring',
  'proceed',
  'exceed',
  'succeed',
]);

/** Longest first: the first that the word ends with is the one that counts. */
const derivations = bySuffixLength({
  ational: 'ate',
  fulness: 'ful',
  iveness: 'ive',
  ization: 'ize',
  ousness: 'ous',
  biliti: 'ble',
  lessli: 'less',
  tional: 'tion',
  alism: 'al',
  aliti: 'al',
  ation: 'ate',
  entli: 'ent',
  fulli: 'ful',
  iviti: 'ive',
  ousli: 'ous',
  abli: 'able',
  alli: 'al',
  anci: 'ance',
  ator: 'ate',
  enci: 'ence',
  izer: 'ize',
  bli: 'ble',
  ogi: 'og',
  li: '',
});

const adjectives = bySuffixLength({
  ational: 'ate',
  tional: 'tion',
  alize: 'al',
  ative: '',
  icate: 'ic',
  iciti: 'ic',
  ical: 'ic',
  ness: '',
  ful: '',
});

const endings = bySuffixLength(
  Object.fromEntries(
    'al ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion'
      .split(' ')
      .map((suffix) => [suffix, '']),
  ),
);

/** The stem of a lower-case English word. */
export function englishStem(word: string): string {
  if (word.length <= 2) return word;
  const exception = exceptions.get(word);
  if (exception !== undefined) return exception;

  const marked = markConsonantY(word.startsWith("'") ? word.slice(1) : word);
  const regions = regionsOf(marked);
  const singular = withoutPlural(marked.replace(/'s'?$|'$/, ''));
  if (wholeAfterPlural.has(singular)) return singular;

  let stem = withoutPast(singular, regions.first);
  stem = stem.replace(/(?<=.[^aeiouy])[yY]$/, 'i');
  stem = replaced(stem, derivations, regions.first, (before, suffix) => {
    if (suffix === 'li') return /[cdeghkmnrt]$/.test(before);
    return suffix !== 'ogi' || before.endsWith('l');
  });
  stem = replaced(
    stem,
    adjectives,
    regions.first,
    (before, suffix) => suffix !== 'ative' || before.length >= regions.second,
  );
  stem = replaced(
    stem,
    endings,
    regions.second,
    (before, suffix) => suffix !== 'ion' || /[st]$/.test(before),
  );
  return withoutFinalLetter(stem, regions).replaceAll('Y', 'y');
}

type Regions = { readonly first: number; readonly second: number };

/** A `y` at the start or after a vowel is a consonant, written `Y` until the end. */
function markConsonantY(word: string): string {
  return word.replace(/^y/, 'Y').replace(/(?<=[aeiouy])y/g, 'Y');
}

/** Where R1 and R2 begin: after the first consonant that follows a vowel, and the same again from there. */
function regionsOf(word: string): Regions {
  const prefix = /^(?:gener|commun|arsen)/.exec(word)?.[0].length;
  const first = prefix ?? afterConsonant(word, 0);
  return { first, second: afterConsonant(word, first) };
}

function afterConsonant(word: string, start: number): number {
  const match = /[aeiouy][^aeiouy]/.exec(word.slice(start));
  return match ? start + match.index + 2 : word.length;
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1);
  if (/[us]s$/.test(word)) return word;
  return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutPast(word: string, first: number): string {
  const doubleE = /eed(?:ly)?$/.exec(word);
  if (doubleE) return doubleE.index >= first ? `${word.slice(0, doubleE.index)}ee` : word;
  const match = /(?:ed|edly|ing|ingly)$/.exec(word);
  const before = word.slice(0, match?.index ?? 0);
  if (!/[aeiouy]/.test(before)) return word;
  if (/(?:at|bl|iz)$/.test(before)) return `${before}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(before)) return before.slice(0, -1);
  return first >= before.length && endsInShortSyllable(before) ? `${before}e` : before;
}

function endsInShortSyllable(word: string): boolean {
  return /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy])$/.test(word);
}

function withoutFinalLetter(word: string, { first, second }: Regions): string {
  const before = word.slice(0, -1);
  if (word.endsWith('e')) {
    const dropped = before.length >= second || (before.length >= first && !endsInShortSyllable(before));
    return dropped ? before : word;
  }
  return word.endsWith('ll') && before.length >= second ? before : word;
}

/** Replaces the longest suffix that the word ends with, if it begins at or after `region` and `allowed` agrees. */
function replaced(
  word: string,
  suffixes: readonly (readonly [string, string])[],
  region: number,
  allowed: (before: string, suffix: string) => boolean,
): string {
  const found = suffixes.find(([suffix]) => word.endsWith(suffix));
  if (!found) return word;
  const before = word.slice(0, word.length - found[0].length);
  return before.length >= region && allowed(before, found[0]) ? before + found[1] : word;
}

function bySuffixLength(suffixes: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(suffixes).sort(([a], [b]) => b.length - a.length);
}
