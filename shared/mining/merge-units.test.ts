import { expect, it } from 'vitest';
import { MiningSettings } from '../domain/mining-settings.ts';
import { poolOf } from '../testing/pool-of.ts';
import { decidePool } from './decide-pool.ts';
import { mergedCandidates } from './merge-units.ts';
import { minedQuery } from './mined-query.ts';

it('keeps what any unit keeps, and gives what all drop every reason with the highest bound', () => {
  const pool = poolOf([{ candidates: [0.9, 0.6, 0.2], positives: [0.5, 0.75] }]);
  const settings = MiningSettings.parse({ anchor: 'each', absoluteMargin: 0, shift: 1, numNegatives: 1 });
  const merged = mergedCandidates(minedQuery(decidePool({ pool }, settings), 0).units);
  expect(merged.map(({ failed, selected }) => ({ failed, selected }))).toEqual([
    {
      failed: [
        { rule: 'shifted', bound: 1 },
        { rule: 'margin-pos', bound: 0.75 },
      ],
      selected: false,
    },
    { failed: [], selected: true },
    { failed: [], selected: true },
  ]);
});
