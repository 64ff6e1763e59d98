import type { TuneFilter } from '../../../shared/ipc/tune-filter.ts';
import type { Searched } from '../../../shared/ipc/view-calls.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { searchParts } from '../../../shared/text-analysis/search-parts.ts';
import { createRecent, type Recent } from '../mine/recent.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { fitQueriesAbout } from './queries-about.ts';
import { documentsWithPart, queriesWithId, queriesWithPart } from './texts-with-part.ts';
import { textsWithWords, type FoundTexts } from './texts-with-words.ts';
import { storedWordIndex } from './word-indexes.ts';

export type Search = Pick<TuneFilter, 'search' | 'searchIn' | 'searchAs'>;

/** What a search finds: by query index how well it fits, 0 where that is not known; NaN for queries that are not found. */
export type FoundQueries = {
  readonly fits: Float64Array;
  readonly searched: Searched;
};

type SearchedPool = { readonly key: string; readonly pool: Pool };

const recent = new WeakMap<Workspace, Recent<FoundQueries>>();

/**
 * Finds queries by their own texts, or by those of the pool's candidates and positives: texts with all words, stemmed, by the
 * index, and with all phrases in quotes. Words that no text has, or without an index, are searched as a part of texts and ids,
 * whatever their case. An id is always found.
 */
export function findQueries(
  workspace: Workspace,
  { key, pool }: SearchedPool,
  search: Search,
): Promise<FoundQueries> {
  const kept = recent.get(workspace) ?? createRecent<FoundQueries>(8);
  recent.set(workspace, kept);
  return kept.of(JSON.stringify([search.searchIn === 'candidates' ? key : null, search]), () =>
    find(workspace, pool, search),
  );
}

async function find(workspace: Workspace, pool: Pool, asked: Search): Promise<FoundQueries> {
  const { search, searchIn } = asked;
  const inWords = asked.searchAs === 'words' ? await byWords(workspace, asked) : null;
  const texts = inWords?.texts ?? (await withPart(workspace, searchIn, search.trim()));
  const searched = inWords?.searched ?? { words: [], phrases: [], isPart: true };
  const { queryCount } = await workspace.dataSet();
  const fits = new Float64Array(queryCount).fill(Number.NaN);
  if (searchIn === 'candidates') fitQueriesAbout(pool, texts, fits);
  else for (const [i, query] of texts.texts.entries()) fits[query] = texts.scores[i] ?? 0;
  // Several words are no id: looking at every id would cost more than the rest.
  if (inWords !== null && searchIn === 'queries' && !/\s/.test(search.trim()))
    for (const query of await queriesWithId(workspace, search.trim()))
      if (Number.isNaN(fits[query])) fits[query] = 0;
  return { fits, searched };
}

/** Null where there is no index, no word and no phrase, or no text with all of them. */
async function byWords(
  workspace: Workspace,
  { search, searchIn }: Search,
): Promise<{ readonly texts: FoundTexts; readonly searched: Searched } | null> {
  const index = await storedWordIndex(workspace, searchIn === 'queries' ? 'queries' : 'documents');
  if (index === null) return null;
  const { phrases, rest } = searchParts(search);
  const words = index.analyse(rest);
  let found = words.length === 0 ? null : await textsWithWords(index, words);
  for (const phrase of phrases) {
    const texts = await withPart(workspace, searchIn, phrase);
    found = found === null ? texts : only(found, new Set(texts.texts));
  }
  if (found === null || found.texts.length === 0) return null;
  return { texts: found, searched: { words: [...new Set(words)], phrases: [...phrases], isPart: false } };
}

async function withPart(
  workspace: Workspace,
  searchIn: Search['searchIn'],
  part: string,
): Promise<FoundTexts> {
  const texts =
    searchIn === 'queries'
      ? await queriesWithPart(workspace, part)
      : await documentsWithPart(workspace, part);
  return { texts, scores: new Float64Array(texts.length) };
}

function only({ texts, scores }: FoundTexts, wanted: ReadonlySet<number>): FoundTexts {
  const keep = (_: number, i: number): boolean => wanted.has(texts[i] ?? -1);
  return { texts: texts.filter(keep), scores: scores.filter(keep) };
}
