import type { Fields } from '../rows/row.ts';
import type { Read } from './cell-values.ts';

/** A document as a row of examples names it: its text, or only the id of one in the corpus. */
export type NamedDocument =
  | { readonly id: string | null; readonly title: string; readonly text: string }
  | { readonly id: string; readonly text: null };

type Scored = { readonly document: NamedDocument; readonly score: number | null };

/** One row of examples, whatever its format. */
export type Example = {
  readonly query: { readonly id: string | null; readonly text: string };
  readonly labels: readonly (Scored & { readonly grade: number })[];
  readonly negatives: readonly Scored[];
  /** Documents of which the first one that this query has met is its positive, the others negatives. */
  readonly ranked: readonly Scored[];
};

/** Reads a row; the reason where it makes no example. */
export type ReadExample = (fields: Fields) => Read<Example>;
