import type { RunReport, Summary } from '../../../shared/domain/report.ts';
import { countOf, countText } from '../../../shared/text/count-text.ts';
import { durationText, scoreText, shareText } from './number-text.ts';
import { settingsText } from './settings-text.ts';
import { nameValues, table } from './table.ts';

/** A run's report for a person: what was asked, what is left, which rule took how much, how the scores lie. */
export function miningReportText(report: RunReport): string {
  const units = (count: number): string =>
    report.settings.anchor === 'each'
      ? countOf(count, 'query–positive pair')
      : countOf(count, 'query', 'queries');
  const { suspects, seconds } = report;
  const blocks = [
    nameValues([
      ['run', `${report.run} (split ${report.split}, ${scoredBy(report)})`],
      ...(report.supplied_run === undefined
        ? []
        : [['decides', `the negatives of run ${report.supplied_run}, which came with the data`] as const]),
      ['settings', settingsText(report.settings)],
      ['queries', countText(report.queries)],
      ...(report.units === report.queries ? [] : [['pairs', units(report.units)] as const]),
      ['candidates', countText(report.candidates)],
      ...shortPoolsLine(report),
      ['kept', `${countText(report.kept)}  ${shareText(report.kept, report.candidates)}`],
      [
        'selected',
        `${countText(report.selected)} of ${countText(report.selected + report.missing)} asked for; ${countText(report.missing)} missing`,
      ],
      ['starved', `${units(report.starved)} without any negative`],
      ['short', `${units(report.short)} with fewer than ${report.settings.numNegatives}`],
      [
        'suspects',
        `${countOf(suspects.candidates, 'candidate')}, ${countText(suspects.selected)} of them selected (at or above ${suspects.reference})`,
      ],
      [
        'time',
        `embed ${durationText(seconds.embed)}, search ${durationText(seconds.search)}, decide ${durationText(seconds.decide)}`,
      ],
    ]),
    failedTable(report),
    excludedTable(report),
    scoreTable(report),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function scoredBy({ teacher, scores }: RunReport): string {
  if (teacher.name !== '') return `teacher ${teacher.name}`;
  return scores.positive.n + scores.selected.n === 0 ? 'never scored' : 'scores of the data';
}

function shortPoolsLine({
  short_pools: { queries, missing },
  settings,
}: RunReport): readonly (readonly [string, string])[] {
  return queries === 0
    ? []
    : [
        [
          'short pools',
          `${countOf(queries, 'query', 'queries')} whose pool has fewer candidates than it could (up to ${countText(settings.poolSize)}); ${countText(missing)} missing in all`,
        ],
      ];
}

function failedTable(report: RunReport): string {
  const rows = Object.entries(report.failed).map(([rule, { any, only }]) => [
    rule,
    countText(any),
    countText(only),
  ]);
  if (rows.length === 0) return '';
  return table(
    [{ title: 'dropped by' }, { title: 'failed it', right: true }, { title: 'failed only it', right: true }],
    rows,
  );
}

function excludedTable(report: RunReport): string {
  const rows = Object.entries(report.excluded).map(([reason, count]) => [reason, countText(count)]);
  return rows.length === 0
    ? ''
    : table([{ title: 'never a candidate' }, { title: 'documents', right: true }], rows);
}

function scoreTable({ scores }: RunReport): string {
  const row = (name: string, of: Summary): readonly string[] => [
    name,
    countText(of.n),
    ...[of.mean, of.std, of.min, of.p25, of.p50, of.p75, of.max].map(scoreText),
  ];
  return table(
    [
      { title: 'scores' },
      ...['n', 'mean', 'std', 'min', '25 %', '50 %', '75 %', 'max'].map((title) => ({ title, right: true })),
    ],
    [
      row('positive', scores.positive),
      row('selected', scores.selected),
      row('anchor − selected', scores.difference),
    ],
  );
}
