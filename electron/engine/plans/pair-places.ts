import { documentOfKey, queryOfKey } from '../judge/judgement-store.ts';

/** Place of a pair by its `pairKey`. */
export type PairPlaces = Pick<ReadonlyMap<number, number>, 'get'>;

/**
 * Finds pairs by looking through those of the query, which lie together: a table of ten million pairs would take a gigabyte, and one of
 * twenty million is more than a `Map` holds.
 */
export function pairPlaces(query: Int32Array, document: Int32Array): PairPlaces {
  const first = new Map<number, number>();
  for (let place = 0; place < query.length; place++) {
    const own = query[place] ?? 0;
    if (place === 0 || own !== query[place - 1]) first.set(own, place);
  }
  return {
    get(key) {
      const own = queryOfKey(key);
      const wanted = documentOfKey(key);
      for (let place = first.get(own) ?? query.length; query[place] === own; place++) {
        if (document[place] === wanted) return place;
      }
      return undefined;
    },
  };
}
