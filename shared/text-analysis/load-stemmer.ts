import { englishStem } from './english-stem.ts';

export type Stem = (word: string) => string;

type Loader = () => Promise<{ readonly stemmer: Stem }>;

/** Snowball's stemmers by ISO 639-3 code. English is our own: the package's is the older Porter stemmer, not Snowball's. */
const loaders: Readonly<Record<string, Loader>> = {
  ara: () => import('@orama/stemmers/arabic'),
  dan: () => import('@orama/stemmers/danish'),
  deu: () => import('@orama/stemmers/german'),
  ell: () => import('@orama/stemmers/greek'),
  eng: () => Promise.resolve({ stemmer: englishStem }),
  fin: () => import('@orama/stemmers/finnish'),
  fra: () => import('@orama/stemmers/french'),
  gle: () => import('@orama/stemmers/irish'),
  hin: () => import('@orama/stemmers/indian'),
  hun: () => import('@orama/stemmers/hungarian'),
  hye: () => import('@orama/stemmers/armenian'),
  ind: () => import('@orama/stemmers/indonesian'),
  ita: () => import('@orama/stemmers/italian'),
  lit: () => import('@orama/stemmers/lithuanian'),
  nep: () => import('@orama/stemmers/nepali'),
  nld: () => import('@orama/stemmers/dutch'),
  nor: () => import('@orama/stemmers/norwegian'),
  por: () => import('@orama/stemmers/portuguese'),
  ron: () => import('@orama/stemmers/romanian'),
  rus: () => import('@orama/stemmers/russian'),
  spa: () => import('@orama/stemmers/spanish'),
  srp: () => import('@orama/stemmers/serbian'),
  swe: () => import('@orama/stemmers/swedish'),
  tam: () => import('@orama/stemmers/tamil'),
  tur: () => import('@orama/stemmers/turkish'),
};

/** Codes under which language detectors know the same languages. */
const alternatives: Readonly<Record<string, string>> = { arb: 'ara', npi: 'nep', nob: 'nor', nno: 'nor' };

/** Languages that have a stemmer. */
export const stemmedLanguages: readonly string[] = Object.keys(loaders);

/** The code under which the stemmer of a language is known, or null when it has none. */
export function stemmedLanguageOf(language: string): string | null {
  const code = alternatives[language] ?? language;
  return Object.hasOwn(loaders, code) ? code : null;
}

/** The stemmer of a language with one; any other language leaves words as they are. */
export async function loadStemmer(language: string): Promise<Stem> {
  const code = stemmedLanguageOf(language);
  const module = code === null ? undefined : await loaders[code]?.();
  return module ? module.stemmer : (word) => word;
}
