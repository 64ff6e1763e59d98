/** One agreement number with its interval; null with the reason where it is not defined. `n`: subjects behind it. */
export type AgreementEstimate = {
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly se: number | null;
  /** Share of agreement seen; null where it is not part of the number. */
  readonly observed: number | null;
  /** Share of agreement that chance alone would give, by this coefficient's idea of chance. */
  readonly expected: number | null;
  readonly n: number;
  readonly reason?: string;
};

/** Why nothing can be given without a pair that both rated: whatever else might be said of none would be false. */
export const nobodyRated = 'No pair was rated by both.';

/** Why nothing can be given where the pairs stand for none of the population. */
export const weightless = 'The pairs that were rated by both have no weight in this population.';

/** A number that cannot be given, and why. */
export function undefinedEstimate(
  n: number,
  reason: string,
  parts: { readonly observed?: number; readonly expected?: number } = {},
): AgreementEstimate {
  const { observed = null, expected = null } = parts;
  return { estimate: null, low: null, high: null, se: null, observed, expected, n, reason };
}
