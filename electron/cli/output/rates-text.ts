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
    ...(rates.at.length === 0 ? [] : [valuesTable(rates.at)]),
    ...(suggestion === null ? [] : [suggestionText(suggestion)]),
  ].join('\n\n');
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
