/** The part of a data set that every decision needs, as flat arrays: 16 bytes a document, 12 a label. No texts. */
export type DataSet = {
  readonly hash: string;
  readonly documentCount: number;
  readonly queryCount: number;
  /** For each document, the lowest index with equal normalised text: itself, when it is the first. Only firsts are candidates. */
  readonly firstDocument: Int32Array;
  /** 1 for documents that may be retrieved; 0 for texts that the data brings along outside its corpus. */
  readonly inCorpus: Uint8Array;
  /** For each query, the first document with the query's own text, or −1. */
  readonly copyOfQuery: Int32Array;
  readonly splits: readonly string[];
  /** Sorted by query, then split, then document. */
  readonly labels: Labels;
};

/** Compressed rows: the labels of query q are `offsets[q]` to `offsets[q + 1]`. */
export type Labels = {
  readonly offsets: Int32Array;
  readonly documents: Int32Array;
  /** > 0 is a positive; an explicit 0 is a known negative that stays a candidate. */
  readonly grades: Float64Array;
  /** Index into `splits`. */
  readonly splits: Uint8Array;
};
