import type { Database } from '../../workspace/database.ts';

/** Indexes by id. A query is found under every id that its text came with; `name` tells those ids apart. */
export type IdNumbers = {
  readonly documents: ReadonlyMap<string, number>;
  readonly queries: ReadonlyMap<string, { readonly query: number; readonly name: number }>;
};

export async function readIdNumbers(database: Database): Promise<IdNumbers> {
  const documents = new Map<string, number>();
  for await (const [numbers = [], ids = []] of database.chunks('SELECT document, id FROM documents')) {
    numbers.forEach((document, i) => documents.set(String(ids[i]), Number(document)));
  }
  const queries = new Map<string, { query: number; name: number }>();
  const sql = 'SELECT query, unnest(list_prepend(id, query_ids)) FROM queries';
  for await (const [numbers = [], ids = []] of database.chunks(sql)) {
    numbers.forEach((query, i) => queries.set(String(ids[i]), { query: Number(query), name: queries.size }));
  }
  return { documents, queries };
}
