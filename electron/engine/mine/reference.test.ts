import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { invariant } from '../../../shared/assert.ts';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { decidePool } from '../../../shared/mining/decide-pool.ts';
import { minedQuery } from '../../../shared/mining/mined-query.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { sharedFile, skippedWithout } from '../../testing/shared-material.ts';
import { firstColumns } from '../pools/first-columns.ts';
import { bruteForcePool, readReferenceData, type ReferenceData } from './testing/reference-pool.ts';

/** A reference line: scores rounded to six digits. */
const Line = z.object({
  query_id: z.string(),
  positives: z.record(z.string(), z.number()),
  negatives: z.array(z.tuple([z.string(), z.number()])),
});

const configurations: Readonly<Record<string, Partial<MiningSettings>>> = {
  naive: {},
  'abs-0.6': { maxScore: 0.6 },
  'margin-pos-0.05': { absoluteMargin: 0.05 },
  'perc-pos-0.80': { perc: 0.8 },
  'perc-pos-0.95': { perc: 0.95 },
  'perc-pos-0.95-min-0.3-max-0.7': { perc: 0.95, minScore: 0.3, maxScore: 0.7 },
  'shifted-10': { shift: 10, poolSize: 110 },
};

const present = sharedFile('reference', 'mining') !== null;
const note = present ? '' : ` (${skippedWithout('reference', 'mining')})`;

describe.each([
  { name: 'scifact', split: 'train' },
  { name: 'xquad-en', split: 'test' },
])('the results of mine_hard_negatives on $name', ({ name, split }) => {
  const folder = (kind: string): string => sharedFile(...kind.split('/'), name) ?? '';
  const pools = new Map<number, Pool>();
  let data: ReferenceData;

  beforeAll(() => {
    if (!present) return;
    data = readReferenceData(folder('data'), folder('reference/embeddings'), split);
    const deepest = bruteForcePool(data, 110);
    pools.set(110, deepest).set(100, firstColumns(deepest, 100));
  }, 60_000);

  it.skipIf(!present)(`are seven known settings${note}`, () => {
    const files = readdirSync(folder('reference/mining')).map((file) => file.replace('.jsonl', ''));
    expect(files.toSorted()).toEqual(Object.keys(configurations).toSorted());
  });

  it.skipIf(!present).each(Object.keys(configurations))(
    `are reproduced exactly: %s${note}`,
    (configuration) => {
      const settings = MiningSettings.parse(configurations[configuration]);
      const pool = pools.get(settings.poolSize);
      invariant(pool !== undefined, `a pool of ${settings.poolSize}`);
      const decided = decidePool({ pool }, settings);
      const rowOfQuery = new Map([...pool.queries].map((query, row) => [data.queryIds[query] ?? '', row]));
      const lines = readFileSync(`${folder('reference/mining')}/${configuration}.jsonl`, 'utf8')
        .trimEnd()
        .split('\n')
        .map((text) => Line.parse(JSON.parse(text)));
      const ids: unknown[] = [];
      let largest = 0;
      for (const line of lines) {
        const mined = minedQuery(decided, rowOfQuery.get(line.query_id) ?? -1);
        const negatives = mined.units[0]?.candidates.filter(({ selected }) => selected) ?? [];
        ids.push([line.query_id, negatives.map(({ document }) => data.documentIds[document])]);
        for (const [i, { score }] of negatives.entries()) {
          largest = Math.max(largest, Math.abs(score - (line.negatives[i]?.[1] ?? Number.NaN)));
        }
        for (const { document, score } of mined.positives) {
          // The other program names no positive of a query that it leaves without negatives.
          const expected = line.positives[data.documentIds[document] ?? ''] ?? score ?? Number.NaN;
          largest = Math.max(largest, Math.abs((score ?? Number.NaN) - expected));
        }
      }
      expect(ids).toEqual(lines.map((line) => [line.query_id, line.negatives.map(([id]) => id)]));
      expect(largest).toBeLessThanOrEqual(1e-5);
    },
  );
});
