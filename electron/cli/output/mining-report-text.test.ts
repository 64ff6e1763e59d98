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

test('where the scores and the candidates come from is said', () => {
  const report = reportOf({ queries: 0, missing: 0 });
  expect(miningReportText(report)).toMatch(/^run +r \(split train, teacher t\)$/mu);
  expect(miningReportText(report)).not.toContain('decides');
  const supplied = { ...report, teacher: { name: '', fingerprint: '' }, supplied_run: 'own' };
  expect(miningReportText(supplied)).toMatch(/^run +r \(split train, scores of the data\)$/mu);
  expect(miningReportText(supplied)).toMatch(
    /^decides +the negatives of run own, which came with the data$/mu,
  );
});

test('short pools are said where there are any', () => {
  expect(miningReportText(reportOf({ queries: 2, missing: 1_234 }))).toMatch(
    /^short pools +2 queries whose pool has fewer candidates than it could \(up to 1,000\); 1,234 missing in all$/mu,
  );
  expect(miningReportText(reportOf({ queries: 0, missing: 0 }))).not.toContain('short pools');
});
