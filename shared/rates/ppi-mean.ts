import { normalQuantile } from '../distributions/normal.ts';

/** A mean by prediction-powered inference, as published. */
export type PpiMean = {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly lambda: number;
};

/**
 * Prediction-powered mean with a normal interval, human-labelled and judged-only samples apart (Angelopoulos et al. 2023, "Prediction-powered
 * inference"; λ as in PPI++, Angelopoulos, Duchi & Zrnic 2023, cut to [0, 1]): what ppi_py's `ppi_mean_ci` computes. Here for comparison; rates
 * are estimated by the design (`estimateRate`). `lambda`: 0 classical, 1 plain PPI, `tuned` PPI++. No sample may be empty.
 */
export function ppiMean(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  unlabelledPredictions: ArrayLike<number>,
  lambda: 'tuned' | number,
  level = 0.95,
): PpiMean {
  const used = lambda === 'tuned' ? tunedLambda(labels, predictions, unlabelledPredictions) : lambda;
  const residuals = Float64Array.from(labels, (label, i) => label - used * (predictions[i] ?? 0));
  const imputed = Float64Array.from(unlabelledPredictions, (prediction) => used * prediction);
  const estimate = meanOf(imputed) + meanOf(residuals);
  const variance = varianceOf(imputed) / imputed.length + varianceOf(residuals) / residuals.length;
  const half = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  return { estimate, low: estimate - half, high: estimate + half, lambda: used };
}

function tunedLambda(
  labels: ArrayLike<number>,
  predictions: ArrayLike<number>,
  unlabelledPredictions: ArrayLike<number>,
): number {
  const n = labels.length;
  const labelMean = meanOf(labels);
  const predictionMean = meanOf(predictions);
  let covariance = 0;
  for (let i = 0; i < n; i++) {
    covariance += (((labels[i] ?? 0) - labelMean) * ((predictions[i] ?? 0) - predictionMean)) / n;
  }
  const all = Float64Array.from([...Array.from(predictions), ...Array.from(unlabelledPredictions)]);
  const spread = (varianceOf(all) * all.length) / (all.length - 1);
  if (!(spread > 0)) return 0;
  return Math.min(1, Math.max(0, covariance / ((1 + n / unlabelledPredictions.length) * spread)));
}

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] ?? 0;
  return sum / values.length;
}

/** Divided by n, as ppi_py does. */
function varianceOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += ((values[i] ?? 0) - mean) ** 2;
  return sum / values.length;
}
