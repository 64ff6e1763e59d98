import { diagnosticsOf } from '../../../shared/agreement/diagnostics.ts';
import { undefinedEstimate, type AgreementEstimate } from '../../../shared/agreement/agreement-estimate.ts';
import type { Weighting } from '../../../shared/agreement/agreement-weights.ts';
import { effectivePairs, openWhereCertain } from '../../../shared/agreement/certain-agreement.ts';
import { tableOfPairs, type RatedPairs } from '../../../shared/agreement/confusion-table.ts';
import { agreementOfTable } from '../../../shared/agreement/table-agreement.ts';
import type { TableCoefficient } from '../../../shared/agreement/table-coefficient.ts';
import { agreementOfPairs } from '../../../shared/agreement/weighted-agreement.ts';
import type { Output } from '../../../shared/ipc/contract.ts';

type Measured = Output<'agreement.measure'>;

/** A sample of rated pairs; unweighted ones are computed as irrCAC does, but for the interval where all agree. */
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

function coefficient(
  { categories, pairs, isWeighted }: Sample,
  name: TableCoefficient,
  weights: Weighting = 'identity',
): AgreementEstimate {
  const estimate = isWeighted
    ? agreementOfPairs(name, categories, pairs, weights)
    : agreementOfTable(name, tableOfPairs(categories, pairs), weights);
  return openWhereCertain(estimate, effectivePairs(pairs.weight));
}
