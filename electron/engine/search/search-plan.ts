/** How a search is cut so that its memory does not grow with the corpus or the number of queries. All counts are rows. */
export type SearchPlan = {
  readonly documentsPerBlock: number;
  /** Queries held at once; each such group reads the corpus once. */
  readonly queriesPerGroup: number;
  /** Queries of one run of the graph that asks for `k`. */
  readonly queriesPerRun: (k: number) => number;
};

const documentBytes = 96 * 2 ** 20;
const productBytes = 208 * 2 ** 20;
const groupBytes = 48 * 2 ** 20;

/**
 * Large blocks amortise the packing of documents and the start of each row's TopK; measured on two cores, 1,000 queries × 50,000
 * documents reach what larger ones do in half the memory.
 */
export function searchPlan(documents: number, dimensions: number, typicalK: number): SearchPlan {
  const most = Math.max(1, Math.min(65_536, Math.floor(documentBytes / (4 * dimensions))));
  const blocks = Math.max(1, Math.ceil(documents / most));
  const documentsPerBlock = Math.max(1, Math.ceil(documents / blocks));
  const rowBytes = 4 * dimensions + 16 * typicalK;
  return {
    documentsPerBlock,
    queriesPerGroup: Math.max(1, Math.floor(groupBytes / rowBytes)),
    queriesPerRun: (k) => {
      // Products, then values and int64 places of the answer.
      const bytes = 4 * documentsPerBlock + 12 * Math.min(k, documentsPerBlock);
      return Math.max(1, Math.min(1_024, Math.floor(productBytes / bytes)));
    },
  };
}
