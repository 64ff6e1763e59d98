/** Above this, e to the power of a logit times any number of negatives may leave float64: logits are shifted first. */
const largestLogit = 600;

/** What one training example says about its negatives. */
export type UnitLoss = {
  /** InfoNCE in nats, −ln(e^(p/τ) / (e^(p/τ) + Σ e^(s/τ))) over the negatives s; 0 for none. */
  loss: number;
  /** Softmax weights of the negatives together, 1 − the positive's: the length of the gradient at the positive's logit. */
  weight: number;
};

/**
 * InfoNCE of one positive against the first `count` of `scores` at a temperature in units of the score, written to `target`.
 * The softmax weight of negative i is `exp((scores[i] − anchor) / temperature − loss)`. Stable for any scores:
 * ln(1 + Σ e^x) is shifted by the largest x where that is large (log-sum-exp).
 */
export function infoNce(
  anchor: number,
  scores: Float64Array,
  count: number,
  temperature: number,
  target: UnitLoss,
): void {
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const logit = ((scores[i] ?? 0) - anchor) / temperature;
    if (logit > largest) largest = logit;
  }
  if (largest <= largestLogit) {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += Math.exp(((scores[i] ?? 0) - anchor) / temperature);
    target.loss = Math.log1p(sum);
    target.weight = sum / (1 + sum);
    return;
  }
  let sum = 0;
  for (let i = 0; i < count; i++) sum += Math.exp(((scores[i] ?? 0) - anchor) / temperature - largest);
  const positive = Math.exp(-largest);
  target.loss = largest + Math.log(positive + sum);
  target.weight = sum / (positive + sum);
}
