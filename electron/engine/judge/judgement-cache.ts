import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Question } from '../../../shared/judge/judge-prompt.ts';
import type { Database } from '../workspace/database.ts';

/** What makes two questions the same: model, prompt version and the texts, the positive's where it is compared with. */
export function cacheKey(
  model: string,
  promptVersion: string,
  question: Omit<Question, 'documents'>,
  document: string,
): string {
  return createHash('sha256')
    .update(JSON.stringify([model, promptVersion, question.query, document, question.positive]))
    .digest('hex')
    .slice(0, 32);
}

const Cached = z.object({
  cache_key: z.string(),
  grade: z.number(),
  relevant: z.boolean(),
  reason: z.string(),
});
export type CachedAnswer = z.infer<typeof Cached>;

/** Answers that the judge gave to the same texts under other ids, by key. */
export async function cachedAnswers(
  database: Database,
  judge: string,
  keys: readonly string[],
): Promise<ReadonlyMap<string, CachedAnswer>> {
  if (keys.length === 0) return new Map();
  const rows = await database.all(
    Cached,
    `SELECT cache_key, any_value(grade) AS grade, any_value(relevant) AS relevant, any_value(reason) AS reason
     FROM judgements WHERE judge = ? AND state = 'answered' AND cache_key IN (SELECT unnest(from_json(?, '["VARCHAR"]')))
     GROUP BY cache_key HAVING count(DISTINCT grade) = 1`,
    [judge, JSON.stringify(keys)],
  );
  return new Map(rows.map((row) => [row.cache_key, row]));
}
