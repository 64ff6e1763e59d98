import { agreedShare, diagnosticsOf } from '../../../shared/agreement/diagnostics.ts';
import { undefinedEstimate, type AgreementEstimate } from '../../../shared/agreement/agreement-estimate.ts';
import type { Weighting } from '../../../shared/agreement/agreement-weights.ts';
import { tableOfPairs, type RatedPairs } from '../../../shared/agreement/confusion-table.ts';
import { smallSampleInterval } from '../../../shared/agreement/small-sample-interval.ts';
import { agreementOfTable, weightMatrixFor } from '../../../shared/agreement/table-agreement.ts';
import { leastOf, type TableCoefficient } from '../../../shared/agreement/table-coefficient.ts';
import { agreementOfPairs } from '../../../shared/agreement/weighted-agreement.ts';
import type { Output } from '../../../shared/ipc/contract.ts';

type Measured = Output<'agreement.measure'>;

/** A sample of rated pairs; of unweighted ones values and standard errors are irrCAC's. */
export type Sample = {
  readonly categories: readonly string[];
  readonly pairs: RatedPairs;
  readonly isWeighted: boolean;
};

/** `whyNone`: why no pair is left that both rated, where more is known than that. */
export function coefficientsOf(sample: Sample, whyNone: string | null): Measured['coefficients'] {
  if (whyNone !== null) {
    const none = undefinedEstimate(0, whyNone);
    return { raw_agreement: none, kappa: none, weighted_kappa: none, ac1: none, ac2: none, alpha: none };
  }
  return {
    raw_agreement: coefficient(sample, 'percent'),
    kappa: coefficient(sample, 'cohen'),
    weighted_kappa: coefficient(sample, 'cohen', 'quadratic'),
    ac1: coefficient(sample, 'gwet'),
    ac2: coefficient(sample, 'gwet', 'quadratic'),
    alpha: coefficient(sample, 'krippendorff', sample.categories.length > 2 ? 'quadratic' : 'identity'),
  };
}

export function diagnostics(sample: Sample): NonNullable<Measured['diagnostics']> {
  const { positivePredictive, negativePredictive, ...same } = diagnosticsOf(sample.pairs);
  return { ...same, positive_predictive: positivePredictive, negative_predictive: negativePredictive };
}

/** A part of the pairs under a name. */
export function partOf(name: string, sample: Sample): Measured['strata'][number] {
  return {
    name,
    n: sample.pairs.first.length,
    raw_agreement: coefficient(sample, 'percent'),
    kappa: coefficient(sample, 'cohen'),
    ac1: coefficient(sample, 'gwet'),
  };
}

/** Value and standard error as linearised; the interval is one that also holds for few pairs. */
function coefficient(
  { categories, pairs, isWeighted }: Sample,
  name: TableCoefficient,
  weighting: Weighting = 'identity',
): AgreementEstimate {
  const weights = weightMatrixFor(weighting, categories.length);
  const own = isWeighted
    ? agreementOfPairs(name, categories, pairs, weights)
    : agreementOfTable(name, tableOfPairs(categories, pairs), weights);
  if (name === 'percent') return withShareInterval(own, pairs);
  if (own.estimate === null || own.low === null) return own;
  const interval = smallSampleInterval(name, categories, pairs, weights, own.estimate);
  if (interval === null) return own;
  return { ...own, low: Math.max(leastOf(name, weights), interval.low), high: interval.high };
}

/** Raw agreement is a share, and has a share's interval: inside [0, 1], and as wide as it must be near its ends. */
function withShareInterval(estimate: AgreementEstimate, pairs: RatedPairs): AgreementEstimate {
  if (estimate.low === null) return estimate;
  const { low, high, se } = agreedShare(pairs);
  return { ...estimate, low, high, se };
}
