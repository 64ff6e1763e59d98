import { z } from 'zod';
import type { ImportReport } from '../../../../shared/domain/import-report.ts';
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

/** `into` is where that stands; `of` is the record that stands there, whose id is known once all are written. */
type Merge = {
  readonly id: string;
  readonly into: string;
  readonly of?: { readonly table: 'queries' | 'documents'; readonly index: number };
};

const Named = z.object({ id: z.string() });

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
    const named: ImportReport['deduplicated_list'] = [];
    for (const { kind, id, into, of } of this.#list) {
      const found = of === undefined ? null : await idOf(database, of);
      named.push({ kind, id, into: found === null ? into : `${found} (${into})` });
    }
    return named;
  }
}

async function idOf(database: Database, { table, index }: NonNullable<Merge['of']>): Promise<string | null> {
  const sql =
    table === 'queries'
      ? 'SELECT id FROM queries WHERE query = ?'
      : 'SELECT id FROM documents WHERE document = ?';
  const [row] = await database.all(Named, sql, [index]);
  return row?.id ?? null;
}
