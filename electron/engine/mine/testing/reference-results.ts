import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { MiningSettings } from '../../../../shared/domain/mining-settings.ts';
import { minedQuery } from '../../../../shared/mining/mined-query.ts';
import type { DecidedPool } from '../../../../shared/mining/decide-pool.ts';

/** What each file of reference results was made with. */
export const referenceSettings: Readonly<Record<string, Partial<MiningSettings>>> = {
  naive: {},
  'abs-0.6': { maxScore: 0.6 },
  'margin-pos-0.05': { absoluteMargin: 0.05 },
  'perc-pos-0.80': { perc: 0.8 },
  'perc-pos-0.95': { perc: 0.95 },
  'perc-pos-0.95-min-0.3-max-0.7': { perc: 0.95, minScore: 0.3, maxScore: 0.7 },
  'shifted-10': { shift: 10, poolSize: 110 },
};

/** Scores are rounded to six digits. */
const Line = z.object({
  query_id: z.string(),
  positives: z.record(z.string(), z.number()),
  negatives: z.array(z.tuple([z.string(), z.number()])),
});

export type Comparison = {
  /** (query id, ids of its negatives in order), as the file says and as decided. */
  readonly expected: readonly (readonly [string, readonly string[]])[];
  readonly actual: readonly (readonly [string, readonly string[]])[];
  /** Of a positive's or a negative's score; NaN where one is missing. */
  readonly largestDifference: number;
};

/** Puts a file of reference results beside what was decided. `rowOf` gives the pool row of a query id. */
export function compareWithReference(
  file: string,
  decided: DecidedPool,
  rowOf: ReadonlyMap<string, number>,
  documentIds: readonly string[],
): Comparison {
  const lines = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((text) => Line.parse(JSON.parse(text)));
  let largestDifference = 0;
  const differ = (score: number, expected: number): void => {
    largestDifference = Math.max(largestDifference, Math.abs(score - expected));
  };
  const actual = lines.map((line): readonly [string, readonly string[]] => {
    const mined = minedQuery(decided, rowOf.get(line.query_id) ?? -1);
    const negatives = mined.units[0]?.candidates.filter(({ selected }) => selected) ?? [];
    for (const [i, { score }] of negatives.entries()) differ(score, line.negatives[i]?.[1] ?? Number.NaN);
    for (const { document, score } of mined.positives) {
      const known = score ?? Number.NaN;
      // The other program names no positive of a query that it leaves without negatives.
      differ(known, line.positives[documentIds[document] ?? ''] ?? known);
    }
    return [line.query_id, negatives.map(({ document }) => documentIds[document] ?? '')];
  });
  const expected = lines.map((line) => [line.query_id, line.negatives.map(([id]) => id)] as const);
  return { expected, actual, largestDifference };
}
