/** How a search is cut so that its memory does not grow with the corpus or the number of queries. All counts are rows. */
export type SearchPlan = {
  readonly documentsPerBlock: number;
  /** Queries that one thread holds at once; each such group reads the corpus once. */
  readonly queriesPerGroup: number;
  /** Queries of one run of the graph. */
  readonly queriesPerRun: number;
};

const documentBytes = 1.5 * 2 ** 20;
const mostDocuments = 1_024;
const queriesPerRun = 512;
const groupBytes = 48 * 2 ** 20;

/**
 * A run is large enough to be worth its call and the packing of its documents, small enough for its scores to be looked at before they
 * leave the cache (2 MB), and for others to have their turn soon. Groups are as many for each thread.
 */
export function searchPlan(options: {
  readonly documents: number;
  readonly queries: number;
  readonly dimensions: number;
  readonly typicalK: number;
  readonly threads: number;
}): SearchPlan {
  const { documents, queries, dimensions, typicalK, threads } = options;
  const rowBytes = 4 * dimensions;
  const most = Math.max(1, Math.min(mostDocuments, Math.floor(documentBytes / rowBytes)));
  // Vectors twice (read, and the kernel's copy), lists with room for newcomers, pairs to score.
  const mostQueries = Math.max(1, Math.floor(groupBytes / (2 * rowBytes + 32 * typicalK)));
  return {
    documentsPerBlock: evenShare(documents, most, 1),
    queriesPerGroup: evenShare(queries, mostQueries, threads),
    queriesPerRun,
  };
}

/** The largest of as few and as equal shares of `total` as a multiple of `times` allows, none above `most`. */
function evenShare(total: number, most: number, times: number): number {
  const rounds = Math.max(1, Math.ceil(total / (most * times)));
  return Math.max(1, Math.ceil(total / (rounds * times)));
}
