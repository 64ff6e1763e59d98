import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Database } from '../workspace/database.ts';

const Row = z.object({ query: z.int(), id: z.string(), query_ids: z.array(z.string()), text: z.string() });
export type QueryRow = z.infer<typeof Row>;

/** Queries by index, read together. Throws `workspace-damaged` for an index without a query. */
export async function lookUpQueries(
  database: Database,
  indexes: Iterable<number>,
): Promise<(index: number) => QueryRow> {
  const rows = await database.all(
    Row,
    'SELECT query, id, query_ids, text FROM queries WHERE query IN (SELECT unnest(CAST($1 AS INTEGER[])))',
    [`[${[...indexes].join(',')}]`],
  );
  const found = new Map(rows.map((row) => [row.query, row]));
  return (index) => {
    const query = found.get(index);
    if (query === undefined) {
      throw new AppError(
        'workspace-damaged',
        `the run speaks of query ${index}, which the workspace does not have; mine it again`,
      );
    }
    return query;
  };
}
