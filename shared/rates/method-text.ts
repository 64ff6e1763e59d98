import type { RateMethod } from './rate-result.ts';

/** How a rate was made, in a few words. */
const rateMethodTexts: Readonly<Record<RateMethod, string>> = {
  census: 'every pair labelled',
  certain: 'certain: nothing to sample',
  'judge-alone': 'as if the judge were always right',
  'two-phase': 'two phases, PPI++',
  'clopper-pearson': 'few labels: people only, Clopper–Pearson',
  'rogan-gladen': 'Rogan–Gladen, delta method',
  none: 'no rate',
};

/** How a rate was made; without weight on the judge's answers it is people's labels alone. */
export function methodText({
  method,
  lambda = 0,
}: {
  readonly method: RateMethod;
  readonly lambda?: number | undefined;
}): string {
  return method === 'two-phase' && lambda === 0 ? 'weighted human labels' : rateMethodTexts[method];
}
