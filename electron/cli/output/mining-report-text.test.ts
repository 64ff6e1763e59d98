import { expect, test } from 'vitest';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { RunReport } from '../../../shared/domain/report.ts';
import { decidePool } from '../../../shared/mining/decide-pool.ts';
import { miningReport } from '../../../shared/mining/mining-report.ts';
import { poolOf } from '../../../shared/testing/pool-of.ts';
import { miningReportText } from './mining-report-text.ts';

function reportOf(shortPools: RunReport['short_pools']): RunReport {
  const settings = MiningSettings.parse({ poolSize: 1_000 });
  const decided = decidePool({ pool: poolOf([{ candidates: [0.5], positives: [1] }]) }, settings);
  return {
    ...miningReport(decided, { excluded: {}, shortPools }),
    run: 'r',
    split: 'train',
    settings,
    teacher: { name: 't', fingerprint: 'f' },
    seconds: { embed: 0, search: 0, decide: 0 },
  };
}

test('short pools are said where there are any', () => {
  expect(miningReportText(reportOf({ queries: 2, missing: 1_234 }))).toMatch(
    /^short pools +2 queries whose pool has fewer candidates than it could \(up to 1,000\); 1,234 missing in all$/mu,
  );
  expect(miningReportText(reportOf({ queries: 0, missing: 0 }))).not.toContain('short pools');
});
