import { agreedShare, diagnosticsOf } from '../../../shared/agreement/diagnostics.ts';
import { undefinedEstimate, type AgreementEstimate } from '../../../shared/agreement/agreement-estimate.ts';
import type { Weighting } from '../../../shared/agreement/agreement-weights.ts';
import { openWhereCertain } from '../../../shared/agreement/certain-agreement.ts';
import { tableOfPairs, type RatedPairs } from '../../../shared/agreement/confusion-table.ts';
import { openWhereNeverShared } from '../../../shared/agreement/never-shared.ts';
import { agreementOfTable, weightMatrixFor } from '../../../shared/agreement/table-agreement.ts';
import { leastOf, type TableCoefficient } from '../../../shared/agreement/table-coefficient.ts';
import { agreementOfPairs } from '../../../shared/agreement/weighted-agreement.ts';
import { effectiveNumber } from '../../../shared/statistics/effective-number.ts';
import type { Output } from '../../../shared/ipc/contract.ts';

type Measured = Output<'agreement.measure'>;

/** A sample of rated pairs; unweighted ones are computed as irrCAC does, but for intervals that mislead (`coefficient`). */
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

/** With the linearised interval (irrCAC's, where unweighted), but for raw agreement, and where that cannot see what it should cover. */
function coefficient(
  { categories, pairs, isWeighted }: Sample,
  name: TableCoefficient,
  weights: Weighting = 'identity',
): AgreementEstimate {
  const linearised = (of: RatedPairs): AgreementEstimate =>
    isWeighted
      ? agreementOfPairs(name, categories, of, weights)
      : agreementOfTable(name, tableOfPairs(categories, of), weights);
  if (name === 'percent') return withShareInterval(linearised(pairs), pairs);
  const measure = (of: RatedPairs): AgreementEstimate =>
    openWhereCertain(linearised(of), effectiveNumber(of.weight));
  const own = measure(pairs);
  const open = name === 'gwet' ? own : openWhereNeverShared(own, pairs, measure);
  const least = leastOf(name, weightMatrixFor(weights, categories.length));
  return { ...open, low: open.low === null ? null : Math.max(least, open.low) };
}

/** Raw agreement is a share, and has a share's interval: inside [0, 1], and as wide as it must be near its ends. */
function withShareInterval(estimate: AgreementEstimate, pairs: RatedPairs): AgreementEstimate {
  if (estimate.low === null) return estimate;
  const { low, high, se } = agreedShare(pairs);
  return { ...estimate, low, high, se };
}
