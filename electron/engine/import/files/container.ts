import type { DelimitedLayout } from '../rows/delimited-rows.ts';

/** How a file holds its rows. */
export type Container =
  | { readonly kind: 'jsonl' }
  /** An array of objects: the whole file (null), or under a key of one object. */
  | { readonly kind: 'json'; readonly key: string | null }
  | ({ readonly kind: 'delimited' } & DelimitedLayout)
  | { readonly kind: 'parquet'; readonly columns: readonly string[] }
  /** TREC topics: `<top> <num> … <title> … </top>`. */
  | { readonly kind: 'topics' }
  /** A TREC corpus: `<DOC> <DOCNO> … <TEXT> … </DOC>`. */
  | { readonly kind: 'trec-documents' }
  | { readonly kind: 'unknown'; readonly why: string };
