import type { DuckDBAppender } from '@duckdb/node-api';
import { normaliseText } from '../../../../shared/text/normalise-text.ts';
import type { Database } from '../../workspace/database.ts';
import type { Read } from '../formats/cell-values.ts';
import type { BoundedAppender } from './bounded-appender.ts';
import { ContentHash } from './content-hash.ts';
import { digestOf, type Digest } from './digest.ts';
import { HashIndex } from './hash-index.ts';
import type { Merges } from './merges.ts';
import { Places } from './places.ts';
import { placeName, type Place, type Refusals } from './refusals.ts';

/** Tables of the import's own: other ids and copies are known only at the end, and rows are never rewritten. */
export const stagingTables = `
CREATE TEMP TABLE staged_queries (query INTEGER NOT NULL, id VARCHAR NOT NULL, text VARCHAR NOT NULL, record BIGINT);
CREATE TEMP TABLE staged_query_ids (query INTEGER NOT NULL, position INTEGER NOT NULL, id VARCHAR NOT NULL);
CREATE TEMP TABLE staged_copies (query INTEGER NOT NULL, document INTEGER NOT NULL);
`;

type StagingAppenders = {
  readonly queries: BoundedAppender;
  readonly ids: DuckDBAppender;
  readonly copies: DuckDBAppender;
};

/** A query that a row names and that can be taken. */
export type QueryMention = { readonly id: string | null; readonly text: string; readonly digest: Digest };

/** Takes queries in, in order; one text is one query, whatever its ids (`cli.md`, "Merged queries"). */
export class QueryIntake {
  readonly hash = new ContentHash();
  readonly #ids = new HashIndex();
  readonly #texts = new HashIndex();
  readonly #places = new Places();
  readonly #appenders: StagingAppenders;
  readonly #refusals: Refusals;
  readonly #merges: Merges;
  #made = 0;
  #otherIds = 0;

  constructor(appenders: StagingAppenders, refusals: Refusals, merges: Merges) {
    this.#appenders = appenders;
    this.#refusals = refusals;
    this.#merges = merges;
  }

  get count(): number {
    return this.#texts.size;
  }

  /** Index of the query with an id, or −1. */
  withId(id: string): number {
    return this.#ids.get(digestOf(id));
  }

  /** A record of the queries' file: a second one with its id is a duplicate (same text) or refused (another text). */
  addRecord(id: string | null, text: string, record: number, place: Place): void {
    const read = this.readMention(id, text);
    if (read.problem !== undefined) return this.#refusals.add(place, read.problem);
    const known = id === null ? -1 : this.withId(id);
    if (id !== null && known >= 0)
      this.#merges.add('duplicate-id', () => ({ id, into: `${id} (${this.#places.nameOf(known)})` }));
    else this.addMention(read.value, record, place);
  }

  /** The query that a row names, or why it cannot be taken. Takes nothing in. */
  readMention(id: string | null, text: string): Read<QueryMention> {
    const normalised = normaliseText(text);
    if (normalised === '') return { problem: 'the query has no text' };
    const digest = digestOf(normalised);
    const known = id === null ? -1 : this.withId(id);
    if (known >= 0 && known !== this.#texts.get(digest))
      return { problem: `query id "${id}" has another text than in ${this.#places.nameOf(known)}` };
    return { value: { id, text, digest } };
  }

  /** Index of the query of the row that was read last. The same id with the same text is the same query, not a duplicate. */
  addMention({ id, text, digest }: QueryMention, record: number, place: Place): number {
    const same = this.#texts.get(digest);
    if (same < 0) return this.#append(id ?? this.#newId(), text, digest, record, place);
    if (id === null || this.withId(id) < 0) this.#join(same, id, place);
    return same;
  }

  #append(id: string, text: string, digest: Digest, record: number, place: Place): number {
    const index = this.count;
    this.#ids.add(digestOf(id), index);
    this.#texts.add(digest, index);
    this.#places.push(place);
    const { appender } = this.#appenders.queries;
    appender.appendInteger(index);
    appender.appendVarchar(id);
    appender.appendVarchar(text);
    appender.appendBigInt(BigInt(record));
    this.#appenders.queries.endRow(text.length);
    this.hash.text(id);
    this.hash.text(text);
    return index;
  }

  /** Another mention of a query whose text is known. */
  #join(query: number, id: string | null, place: Place): void {
    const first = () => ({
      into: this.#places.nameOf(query),
      of: { table: 'queries' as const, index: query },
    });
    if (id === null) {
      this.#merges.add('repeated-query', () => ({ id: placeName(place), ...first() }));
      return;
    }
    this.#merges.add('query-text', () => ({ id, ...first() }));
    this.#ids.add(digestOf(id), query);
    const { ids } = this.#appenders;
    ids.appendInteger(query);
    ids.appendInteger(this.#otherIds++);
    ids.appendVarchar(id);
    ids.endRow();
    this.hash.number(query);
    this.hash.text(id);
  }

  /** Writes the table `queries`; `documentWithText` finds a query's own text among the documents. */
  async finish(database: Database, documentWithText: (digest: Digest) => number): Promise<void> {
    const { queries, ids, copies } = this.#appenders;
    for (const [digest, query] of this.#texts.entries()) {
      const document = documentWithText(digest);
      if (document < 0) continue;
      copies.appendInteger(query);
      copies.appendInteger(document);
      copies.endRow();
    }
    for (const appender of [queries.appender, ids, copies]) appender.closeSync();
    await database.run(`
      INSERT INTO queries
      SELECT query, id, coalesce(ids, []::VARCHAR[]), text, coalesce(document, -1), record
      FROM staged_queries
      LEFT JOIN (SELECT query, list(id ORDER BY position) AS ids FROM staged_query_ids GROUP BY query) USING (query)
      LEFT JOIN staged_copies USING (query)
      ORDER BY query`);
  }

  /** `q0`, `q1`, … as far as no query has that id. */
  #newId(): string {
    for (;;) {
      const id = `q${this.#made++}`;
      if (this.withId(id) < 0) return id;
    }
  }
}
