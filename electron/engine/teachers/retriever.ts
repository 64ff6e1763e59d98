import type { Pool } from '../../../shared/mining/pool.ts';
import type { DataSet } from '../workspace/data-set.ts';
import type { Task } from '../task.ts';

/** What is asked of a teacher. All arrays speak of document and query *indexes*. */
export type RetrievalRequest = {
  readonly dataSet: DataSet;
  /** Queries to retrieve for, in the order of the pool's rows. */
  readonly queries: Int32Array;
  readonly poolSize: number;
  /** Sorted first-document indexes that must not become candidates of row i (its positives of every split, their copies, the query's copy). */
  readonly excluded: (row: number) => Int32Array;
  /** Documents to score for each row whether or not they are retrieved; compressed rows. */
  readonly positives: { readonly offsets: Int32Array; readonly documents: Int32Array };
};

/** Retrieves and scores. Candidates are first documents in the corpus only, score descending, then document index ascending (`cli.md`, "Numbers"). */
export type Retriever = {
  readonly retrieve: (request: RetrievalRequest, task: Task) => Promise<Pool>;
};
