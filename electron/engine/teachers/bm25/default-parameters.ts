import type { Bm25Parameters } from './bm25-scorer.ts';

/** Lucene's and Elasticsearch's defaults. */
export const defaultBm25: Bm25Parameters = { k1: 1.2, b: 0.75 };
