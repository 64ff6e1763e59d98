import type { Output } from '../../../shared/ipc/contract.ts';
import { countText } from '../../../shared/text/count-text.ts';
import { nameValues, table } from './table.ts';

type Measured = Output<'agreement.measure'>;
type Estimate = Measured['coefficients']['kappa'];

/** How far two raters agree, for a person. */
export function agreementText(
  names: { readonly first: string; readonly second: string },
  measured: Measured,
): string {
  const { categories, counts, shares, coefficients, diagnostics, anchoring } = measured;
  const q = categories.length;
  const leftOut = Object.entries(measured.left_out).map(([reason, n]) => `${countText(n)} ${reason}`);
  const numbers: readonly (readonly [string, Estimate])[] = [
    ['raw agreement', coefficients.raw_agreement],
    ['Cohen’s κ', coefficients.kappa],
    ...(q > 2 ? [['weighted κ (quadratic)', coefficients.weighted_kappa] as const] : []),
    ['Gwet’s AC1', coefficients.ac1],
    ...(q > 2 ? [['Gwet’s AC2 (quadratic)', coefficients.ac2] as const] : []),
    ['Krippendorff’s α', coefficients.alpha],
    ...(diagnostics === null
      ? []
      : [
          ['sensitivity', diagnostics.sensitivity] as const,
          ['specificity', diagnostics.specificity] as const,
          ['prevalence', diagnostics.prevalence] as const,
        ]),
    ...(anchoring === null
      ? []
      : [
          ['blind: raw agreement', anchoring.blind.raw_agreement] as const,
          ['unblind: raw agreement', anchoring.unblind.raw_agreement] as const,
          ['difference', anchoring.difference] as const,
        ]),
  ];
  return [
    nameValues([
      ['rows', names.first],
      ['columns', names.second],
      ['population', measured.population],
      ['pairs', countText(measured.n)],
      ['left out', leftOut.length === 0 ? 'none' : leftOut.join(', ')],
    ]),
    table(
      [{ title: '' }, ...categories.map((title) => ({ title, right: true }))],
      categories.map((name, row) => [
        name,
        ...categories.map((_, column) => {
          const share = shares[row * q + column] ?? 0;
          return `${countText(counts[row * q + column] ?? 0)} (${(100 * share).toFixed(1)} %)`;
        }),
      ]),
    ),
    table(
      [
        { title: 'number' },
        { title: 'estimate', right: true },
        { title: '95 % interval' },
        { title: 'why not' },
      ],
      numbers.map(([name, { estimate, low, high, reason }]) => [
        name,
        estimate === null ? '–' : estimate.toFixed(3),
        low === null || high === null ? '–' : `${low.toFixed(3)} to ${high.toFixed(3)}`,
        reason ?? '',
      ]),
    ),
    measured.sentences.join('\n'),
    [
      'Published, for comparison:',
      ...measured.ceilings.map((one) => `  ${one.value}: ${one.what} (${one.source})`),
    ].join('\n'),
  ].join('\n\n');
}
