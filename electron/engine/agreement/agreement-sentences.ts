import { onDifferentScales } from './rated-cells.ts';
import { countOf } from '../../../shared/text/count-text.ts';
import type { Output } from '../../../shared/ipc/contract.ts';

type Measured = Pick<
  Output<'agreement.measure'>,
  'n' | 'coefficients' | 'diagnostics' | 'left_out' | 'anchoring'
>;
type Estimate = Measured['coefficients']['kappa'];

/** Half a width that a reader can use. */
const wantedHalf = 0.1;
const fewRelevant = 10;

/** Said of raters whose κ may as well be 0. */
export const notShown = 'not shown to be better than chance';

/** What the numbers say, and what it would take where they cannot say. */
export function agreementSentences(
  { n, coefficients, diagnostics, left_out, anchoring }: Measured,
  first: string,
  second: string,
): string[] {
  if (n === 0) {
    const differ = left_out[onDifferentScales] ?? 0;
    return [
      differ > 0
        ? `${first} and ${second} use different scales: compare them as relevant or not.`
        : `No pair was rated by both ${first} and ${second}: label pairs that were judged, or judge pairs that were labelled.`,
    ];
  }
  const sentences = [kappaSentence(coefficients.kappa, coefficients.raw_agreement, n)];
  if (diagnostics !== null) {
    const { sensitivity, specificity, prevalence } = diagnostics;
    for (const [name, { estimate, reason, n: rated }] of [
      ['Sensitivity', sensitivity],
      ['Specificity', specificity],
    ] as const) {
      if (estimate === null) sentences.push(`${name} cannot be given. ${reason ?? ''}`.trim());
      else if (rated < fewRelevant)
        sentences.push(`${name} rests on ${countOf(rated, 'pair')}: ${needed(prevalence, rated, n)}`);
    }
  }
  if (anchoring !== null && anchoring.difference.low !== null && anchoring.difference.high !== null) {
    const { low, high } = anchoring.difference;
    sentences.push(
      low > 0
        ? `With the judge's answer in sight people agree with it more often, by ${percent(low)} to ${percent(high)}: anchoring.`
        : high < 0
          ? `With the judge's answer in sight people agree with it less often, by ${percent(-high)} to ${percent(-low)}.`
          : `Blind and unblind labels are not shown to differ (${percent(low)} to ${percent(high)}); that is not the same as equal.`,
    );
  }
  return sentences;
}

function kappaSentence(kappa: Estimate, raw: Estimate, n: number): string {
  const agreed =
    raw.estimate === null ? '' : `They agree on ${percent(raw.estimate)} of ${countOf(n, 'pair')}. `;
  if (kappa.estimate === null) return `${agreed}κ cannot be given. ${kappa.reason ?? ''}`.trim();
  if (kappa.low === null || kappa.high === null)
    return `${agreed}κ has no interval. ${kappa.reason ?? ''}`.trim();
  const half = (kappa.high - kappa.low) / 2;
  const chance = kappa.high < 0 ? ', worse than chance' : kappa.low <= 0 ? `, ${notShown}` : '';
  const interval = `κ is ${decimal(kappa.estimate)} (${decimal(kappa.low)} to ${decimal(kappa.high)})${chance}`;
  if (half <= wantedHalf) return `${agreed}${interval}.`;
  const pairs = Math.ceil(n * (half / wantedHalf) ** 2);
  return `${agreed}${interval}: too wide to say much. About ${countOf(pairs, 'pair')} rated by both would bring it to ±${wantedHalf}.`;
}

function decimal(value: number): string {
  return value.toFixed(2).replace('-', '−');
}

function needed(prevalence: Estimate, rated: number, n: number): string {
  const share = rated / n;
  const pairs = share > 0 ? Math.ceil(fewRelevant / share) : null;
  return pairs === null || prevalence.estimate === null
    ? 'too few to say much.'
    : `too few to say much; about ${countOf(pairs, 'labelled pair')} would hold ${fewRelevant} of them.`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1).replace('-', '−')} %`;
}
