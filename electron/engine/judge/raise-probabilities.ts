import type { Database } from '../workspace/database.ts';
import { raiseInclusion } from '../plans/inclusion.ts';
import type { JudgePlan } from './judge-plan.ts';
import { pairKey } from './judgement-store.ts';

const batch = 20_000;

/**
 * A new plan only raises inclusion probabilities, of all pairs that it could have drawn: stored judgements of its pairs take its probability where that is higher than theirs, and
 * its wave where they have none. So the current probability stands with each label.
 */
export async function raiseProbabilities(database: Database, judge: string, plan: JudgePlan): Promise<void> {
  await database.transaction(async () => {
    if (plan.inclusion !== null) await raiseInclusion(database, { kind: 'judge', judge }, plan.inclusion);
    const pairs = await storedPairs(database, judge, plan);
    for (let from = 0; from < pairs.length; from += batch) {
      await database.run(
        `UPDATE judgements SET probability = p.probability, wave = coalesce(judgements.wave, nullif(p.wave, -1))
         FROM (SELECT unnest(from_json(?, '[{"query":"INTEGER","document":"INTEGER","probability":"DOUBLE","wave":"INTEGER"}]'), recursive := true)) AS p
         WHERE judgements.judge = ? AND judgements.query = p.query AND judgements.document = p.document
           AND (judgements.probability IS NULL OR judgements.probability < p.probability)`,
        [JSON.stringify(pairs.slice(from, from + batch)), judge],
      );
    }
  });
}

/** Pairs of the plan that have a judgement already, with a probability to give to it: few of a large plan. */
async function storedPairs(
  database: Database,
  judge: string,
  { queries, documents, probabilities, waves }: JudgePlan,
): Promise<readonly { query: number; document: number; probability: number; wave: number }[]> {
  const stored = new Set<number>();
  for await (const [asked = [], about = []] of database.chunks(
    'SELECT query, document FROM judgements WHERE judge = ?',
    [judge],
  )) {
    for (const [i, query] of asked.entries()) stored.add(pairKey(Number(query), Number(about[i])));
  }
  if (stored.size === 0) return [];
  const pairs = [];
  for (const [place, query] of queries.entries()) {
    const document = documents[place] ?? 0;
    const probability = probabilities[place] ?? Number.NaN;
    if (Number.isNaN(probability) || !stored.has(pairKey(query, document))) continue;
    pairs.push({ query, document, probability, wave: waves[place] ?? -1 });
  }
  return pairs;
}
