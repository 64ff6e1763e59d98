import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Database } from '../workspace/database.ts';

const Found = z.object({
  place: z.int(),
  query: z.int().nullable(),
  document: z.int().nullable(),
});

/** Indexes of pairs named by the data's ids (a merged query by any of its own), in their order. Throws `invalid-input` for an unknown id. */
export async function namedPairs(
  database: Database,
  pairs: readonly { readonly query_id: string; readonly document_id: string }[],
): Promise<readonly { readonly place: number; readonly query: number; readonly document: number }[]> {
  const rows = await database.all(
    Found,
    `WITH given AS (
       SELECT p.place, p.q, p.d FROM (SELECT unnest(from_json(?, '[{"place":"INTEGER","q":"VARCHAR","d":"VARCHAR"}]')) AS p)
     ), names AS (
       SELECT id, query FROM queries UNION ALL SELECT unnest(query_ids) AS id, query FROM queries
     )
     SELECT g.place, n.query, d.document
     FROM given g LEFT JOIN names n ON n.id = g.q LEFT JOIN documents d ON d.id = g.d ORDER BY g.place`,
    [JSON.stringify(pairs.map(({ query_id: q, document_id: d }, place) => ({ place, q, d })))],
  );
  return rows.map(({ place, query, document }) => {
    const pair = pairs[place];
    if (query === null || document === null) {
      throw new AppError(
        'invalid-input',
        `pair ${place + 1}: no ${query === null ? `query "${pair?.query_id}"` : `document "${pair?.document_id}"`} in this workspace`,
      );
    }
    return { place, query, document };
  });
}
