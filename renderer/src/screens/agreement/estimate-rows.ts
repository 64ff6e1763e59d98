import type { Output } from '../../../../shared/ipc/contract.ts';

type Measured = Output<'agreement.measure'>;
export type AgreementNumber = Measured['coefficients']['kappa'];
export type EstimateRow = {
  readonly name: string;
  readonly sentence: string;
  readonly estimate: AgreementNumber;
  /** Shown in per cent. */
  readonly isShare: boolean;
};

/** Coefficients that say something else for the categories there are: with two, weights change nothing. */
export function coefficientRows(
  coefficients: Measured['coefficients'],
  categories: number,
): readonly EstimateRow[] {
  const row = (name: string, sentence: string, estimate: AgreementNumber, isShare = false): EstimateRow => ({
    name,
    sentence,
    estimate,
    isShare,
  });
  return [
    row(
      'raw agreement',
      'Share of pairs on which both say the same; chance is in it.',
      coefficients.raw_agreement,
      true,
    ),
    row('Cohen κ', 'Agreement beyond chance; low where one category is rare.', coefficients.kappa),
    ...(categories > 2
      ? [
          row(
            'weighted κ',
            'The same with near misses counted in part (quadratic weights).',
            coefficients.weighted_kappa,
          ),
        ]
      : []),
    row('Gwet AC1', 'Agreement beyond chance that rare categories do not pull down.', coefficients.ac1),
    ...(categories > 2
      ? [row('Gwet AC2', 'AC1 with near misses counted in part (quadratic weights).', coefficients.ac2)]
      : []),
    row('Krippendorff α', 'Disagreement seen against that of chance.', coefficients.alpha),
  ];
}

export function diagnosticRows(diagnostics: NonNullable<Measured['diagnostics']>): readonly EstimateRow[] {
  const row = (name: string, sentence: string, estimate: AgreementNumber): EstimateRow => ({
    name,
    sentence,
    estimate,
    isShare: true,
  });
  return [
    row('sensitivity', 'Of what is relevant, the share that is found.', diagnostics.sensitivity),
    row('specificity', 'Of what is not relevant, the share that is rejected.', diagnostics.specificity),
    row('prevalence', 'The share that is relevant.', diagnostics.prevalence),
    row(
      'PPV',
      'Of what is called relevant, the share that is: positive predictive value.',
      diagnostics.positive_predictive,
    ),
    row(
      'NPV',
      'Of what is called not relevant, the share that is not: negative predictive value.',
      diagnostics.negative_predictive,
    ),
  ];
}
