import { useFrom, useStores } from '../../app-context.ts';
import { cutText } from '../../text/cut-text.ts';
import type { Searched } from '../../../../shared/ipc/view-calls.ts';

/** How a search was understood, and whether its best hits come first. */
export function SearchUnderstood() {
  const { filters, queries, wordIndex } = useStores();
  const { search, searchIn } = useFrom(filters, (state) => state.filter);
  const searched = useFrom(queries, (state) => state.searched);
  const { sort } = useFrom(queries, (state) => state.order);
  const setOrder = useFrom(queries, (state) => state.setOrder);
  const isReady = useFrom(wordIndex, (state) => state.ready.has(searchIn));
  const isRanked = sort === 'relevance';
  if (search.trim() === '' || searched === null) return <span id="search-understood" />;
  return (
    <>
      <span id="search-understood" className="secondary hint" role="status">
        {understood(searched)}
        {isReady ? '' : '; the index of words is being built'}
      </span>
      {searched.words.length > 0 || isRanked ? (
        <button
          type="button"
          className="button quiet"
          aria-pressed={isRanked}
          title="Sorts by BM25: queries that the words fit best come first"
          onClick={() =>
            setOrder(
              isRanked ? { sort: 'imported', descending: false } : { sort: 'relevance', descending: true },
            )
          }
        >
          Best first
        </button>
      ) : null}
    </>
  );
}

function understood({ words, phrases, isPart }: Searched): string {
  if (isPart) return 'as a part of a text or id';
  const parts = [
    ...(words.length > 0 ? [`words: ${cutText(words.join(', '), 60)}`] : []),
    ...phrases.map((phrase) => `exactly “${cutText(phrase, 30)}”`),
  ];
  return parts.join(' and ');
}
