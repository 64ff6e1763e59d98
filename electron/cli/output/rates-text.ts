import type { Output } from '../../../shared/ipc/contract.ts';
import type { RateRow, RatesBySource } from '../../../shared/ipc/rate-calls.ts';
import { headlineRate } from '../../../shared/rates/headline-rate.ts';
import { methodText } from '../../../shared/rates/method-text.ts';
import { countOf, countText } from '../../../shared/text/count-text.ts';
import { nameValues, table } from './table.ts';

type Rate = RatesBySource['judge'];

const sources = {
  judge: 'judge alone (uncorrected)',
  human: 'people alone',
  corrected: 'corrected',
  rogan_gladen: 'Rogan–Gladen',
} as const;

const kinds = {
  selected: 'false negatives among the selected',
  removed: 'false negatives of the baseline removed',
  lost: 'true negatives of the baseline lost',
} as const;

/** The setting that labels show to be good enough, or why there is none, for a person. */
function suggestionText({ value, tested, sentence }: Output<'rates.suggest'>): string {
  const [first, last] = [tested[0], tested.at(-1)];
  return nameValues([
    ['suggested', value === null ? 'none' : String(value)],
    ['because', sentence],
    [
      'tested',
      first === last
        ? String(first ?? 'none')
        : `${countOf(tested.length, 'value')}, ${first} to ${last}, in the declared order`,
    ],
  ]);
}

/** The rates of a run, for a person, with a suggestion where one was asked for. */
export function runRatesText(rates: Output<'rates.run'>, suggestion: Output<'rates.suggest'> | null): string {
  const rows = (['selected', 'removed', 'lost'] as const).flatMap((kind) =>
    (['judge', 'human', 'corrected', 'rogan_gladen'] as const).map((source, i) => [
      i === 0 ? kinds[kind] : '',
      sources[source],
      ...rateCells(rates[kind][source]),
    ]),
  );
  const leftOut = Object.entries(rates.left_out).map(([reason, n]) => `${countText(n)} ${reason}`);
  return [
    nameValues([
      ['run', `${rates.run}: ${countOf(rates.pairs, 'negative')}`],
      ['judge', rates.judge ?? 'none'],
      [
        'target',
        rates.target === 'this-set'
          ? 'this workspace’s selected set'
          : `queries like these (${countText(rates.clusters)} clusters)`,
      ],
      ['counts', `as a false negative: ${falseNegatives(rates)}`],
      ['undecided', `${countOf(rates.outcomes.cant_tell, 'pair')} without a majority or with "can't tell"`],
      ...outcomeLines(rates),
      ['left out', leftOut.length === 0 ? 'no label' : leftOut.join(', ')],
    ]),
    table(
      [
        { title: 'share' },
        { title: 'source' },
        { title: 'estimate', right: true },
        { title: '95 % interval', right: true },
        { title: 'judged', right: true },
        { title: 'human', right: true },
        { title: 'effective', right: true },
        { title: 'how' },
      ],
      rows,
    ),
    ...warningLines(rates),
    ...(rates.at.length === 0 ? [] : [valuesTable(rates.at)]),
    ...(suggestion === null ? [] : [suggestionText(suggestion)]),
  ].join('\n\n');
}

/** Outcomes of their own, with their shares. */
function outcomeLines({ outcomes, outcome_rates }: Output<'rates.run'>): [string, string][] {
  return (
    [
      ['positive wrong', outcomes.positive_wrong, outcome_rates.positive_wrong],
      ['query ambiguous', outcomes.query_ambiguous, outcome_rates.query_ambiguous],
    ] as const
  ).flatMap(([name, count, rate]): [string, string][] =>
    count === 0
      ? []
      : [
          [
            name,
            `${countOf(count, 'labelled pair')}${rate === undefined || rate.estimate === null ? '' : `, ${percent(rate.estimate)} of the negatives (${interval(rate)})`}`,
          ],
        ],
  );
}

/** What to know before the numbers are trusted, each sentence once; and how far missing labels could move the rate. */
function warningLines(rates: Output<'rates.run'>): string[] {
  const own = (['selected', 'removed', 'lost'] as const).flatMap((kind) => [
    ...(rates[kind].corrected.warnings ?? []),
    ...(rates[kind].human.warnings ?? []),
  ]);
  const worst = rates.selected.corrected.worst_case ?? rates.selected.human.worst_case;
  const lines = [
    ...new Set(own),
    ...(worst === undefined
      ? []
      : [
          `If every label that is missing were one way or the other, the share would lie between ${percent(worst.low)} and ${percent(worst.high)}.`,
        ]),
  ];
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function falseNegatives({ mapping }: Output<'rates.run'>): string {
  const counted = Object.entries(mapping).flatMap(([value, event]) =>
    event === 'false-negative' ? [value] : [],
  );
  return counted.length === 0 ? 'nothing' : counted.join(', ');
}

function valuesTable(rows: readonly RateRow[]): string {
  return table(
    [
      { title: 'value', right: true },
      { title: 'negatives', right: true },
      { title: 'share', right: true },
      { title: '95 % (pointwise)', right: true },
      { title: 'source' },
      { title: 'starved', right: true },
      { title: 'why not' },
    ],
    rows.map(({ value, pairs, selected, starved }) => {
      const { rate, source } = headlineRate(selected);
      return [
        String(value),
        countText(pairs),
        percent(rate.estimate),
        interval(rate),
        rate.estimate === null ? '' : sources[source],
        percent(starved),
        rate.reason ?? '',
      ];
    }),
  );
}

function rateCells(rate: Rate): readonly string[] {
  return [
    percent(rate.estimate),
    interval(rate),
    countText(rate.n_judged),
    countText(rate.n_human),
    rate.effective_n === null ? '–' : countText(Math.round(rate.effective_n)),
    rate.reason ?? methodText(rate),
  ];
}

function percent(share: number | null): string {
  return share === null ? '–' : `${(100 * share).toFixed(1)} %`;
}

function interval({ low, high }: Rate): string {
  return low === null || high === null ? '–' : `${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`;
}
