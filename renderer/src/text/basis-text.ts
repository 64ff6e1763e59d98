import type { RatesBySource } from '../../../shared/ipc/rate-calls.ts';
import { methodText } from '../../../shared/rates/method-text.ts';
import { formatCount, plural } from './format-number.ts';

/**
 * What a rate rests on and how it was made, in parts of a line. Whatever weighs nothing in it (λ = 0) is said to count for nothing: a rate by
 * people alone is not one that they corrected.
 */
export function basisTexts(
  rate: RatesBySource['corrected'],
  source: 'corrected' | 'human',
): { readonly basis: readonly string[]; readonly how: string } {
  const labels = plural(rate.n_human, 'human label');
  if (source === 'corrected' && (rate.lambda ?? 0) > 0)
    return {
      basis: [`corrected by ${labels}`, `${formatCount(rate.n_judged)} judged`],
      how: methodText(rate),
    };
  const isFew = rate.method === 'clopper-pearson';
  return {
    basis: [
      `by ${labels} alone`,
      ...(source === 'corrected' && rate.n_judged > 0
        ? [`${formatCount(rate.n_judged)} judged, which do not count${isFew ? ' beside so few labels' : ''}`]
        : []),
    ],
    how: isFew ? 'Clopper–Pearson' : methodText(rate),
  };
}
