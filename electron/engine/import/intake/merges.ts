/**
 * `duplicate-id`: a record again, same id and same text. `duplicate-text`: a document whose text an earlier one has (kept, no
 * candidate). `query-text`: a query under another id. `repeated-query`: a row without query id that repeats an earlier query.
 * `duplicate-label`: a label again. `conflicting-grade`: another grade for the same pair (the highest counts).
 */
export type MergeKind =
  | 'duplicate-id'
  | 'duplicate-text'
  | 'query-text'
  | 'repeated-query'
  | 'duplicate-label'
  | 'conflicting-grade';

const listed = 1000;

/** What was united with what: all counted, the first 1,000 listed. */
export class Merges {
  readonly counts: Partial<Record<MergeKind, number>> = {};
  readonly list: { readonly kind: MergeKind; readonly id: string; readonly into: string }[] = [];

  /** `name` is asked only for what is listed. */
  add(kind: MergeKind, name: () => { readonly id: string; readonly into: string }): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    if (this.list.length < listed) this.list.push({ kind, ...name() });
  }
}
