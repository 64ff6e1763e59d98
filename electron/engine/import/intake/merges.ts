import { z } from 'zod';
import type { ImportReport } from '../../../../shared/domain/import-report.ts';
import { isAmong } from '../../workspace/among-indexes.ts';
import type { Database } from '../../workspace/database.ts';

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

type Table = 'queries' | 'documents';

/** `into` is where that stands; `of` is the record that stands there, whose id is known once all are written. */
type Merge = {
  readonly id: string;
  readonly into: string;
  readonly of?: { readonly table: Table; readonly index: number };
};

const Named = z.object({ index: z.int(), id: z.string() });

/** What was united with what: all counted, the first 1,000 listed. */
export class Merges {
  readonly counts: Partial<Record<MergeKind, number>> = {};
  readonly #list: (Merge & { readonly kind: MergeKind })[] = [];

  /** `name` is asked only for what is listed. */
  add(kind: MergeKind, name: () => Merge): void {
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    if (this.#list.length < listed) this.#list.push({ kind, ...name() });
  }

  /** The list, once documents and queries are written: what was merged into which id, and where that stands. */
  async named(database: Database): Promise<ImportReport['deduplicated_list']> {
    const indexesIn = (table: Table): readonly number[] => [
      ...new Set(this.#list.flatMap(({ of }) => (of?.table === table ? [of.index] : []))),
    ];
    const ids = {
      queries: await idsOf(database, 'queries', indexesIn('queries')),
      documents: await idsOf(database, 'documents', indexesIn('documents')),
    };
    return this.#list.map(({ kind, id, into, of }) => {
      const found = of && ids[of.table].get(of.index);
      return { kind, id, into: found === undefined ? into : `${found} (${into})` };
    });
  }
}

async function idsOf(
  database: Database,
  table: Table,
  indexes: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const column = table === 'queries' ? 'query' : 'document';
  const sql = `SELECT ${column} AS index, id FROM ${table} WHERE ${isAmong(column, indexes)}`;
  return new Map((await database.all(Named, sql)).map(({ index, id }) => [index, id]));
}
