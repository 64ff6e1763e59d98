import type { Database } from '../workspace/database.ts';
import { raiseInclusion } from '../plans/inclusion.ts';
import type { JudgePlan } from './judge-plan.ts';

const batch = 20_000;

/**
 * A new plan only raises inclusion probabilities, of all pairs that it could have drawn: stored judgements of its pairs take its probability where that is higher than theirs, and
 * its wave where they have none. So the current probability stands with each label.
 */
export async function raiseProbabilities(database: Database, judge: string, plan: JudgePlan): Promise<void> {
  const pairs = Array.from(plan.queries, (query, place) => ({
    query,
    document: plan.documents[place] ?? 0,
    probability: plan.probabilities[place] ?? Number.NaN,
    wave: plan.waves[place] ?? -1,
  })).filter(({ probability }) => !Number.isNaN(probability));
  await database.transaction(async () => {
    if (plan.inclusion !== null) await raiseInclusion(database, { kind: 'judge', judge }, plan.inclusion);
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
