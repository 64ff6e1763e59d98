/** Share of queries that must share something before queries are joined to clusters. */
export const leastSharing = 0.05;

/**
 * Clusters of queries: connected components of those with a key in common (a positive, a text, a title), where more than 5 % of the queries share
 * one; else each query is its own (`statistics.md` §2). Returns the cluster of each query, 0-based in order of first query.
 */
export function clusterQueries(keysOfQuery: readonly (readonly string[])[]): {
  readonly cluster: Int32Array;
  readonly clusters: number;
} {
  const parent = Int32Array.from(keysOfQuery, (_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while ((parent[at] ?? at) !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  const firstWith = new Map<string, number>();
  const sharing = new Uint8Array(keysOfQuery.length);
  keysOfQuery.forEach((keys, query) => {
    for (const key of keys) {
      const first = firstWith.get(key);
      if (first === undefined) {
        firstWith.set(key, query);
      } else if (first !== query) {
        sharing[first] = 1;
        sharing[query] = 1;
        parent[rootOf(query)] = rootOf(first);
      }
    }
  });
  const sharers = sharing.reduce((sum, one) => sum + one, 0);
  const joined = sharers > leastSharing * keysOfQuery.length;
  const numbers = new Map<number, number>();
  const cluster = Int32Array.from(keysOfQuery, (_, query) => {
    const root = joined ? rootOf(query) : query;
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
  return { cluster, clusters: numbers.size };
}
