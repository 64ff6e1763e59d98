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

/** A number that cannot be given, and why. */
export function undefinedEstimate(
  n: number,
  reason: string,
  parts: { readonly observed?: number; readonly expected?: number } = {},
): AgreementEstimate {
  const { observed = null, expected = null } = parts;
  return { estimate: null, low: null, high: null, se: null, observed, expected, n, reason };
}
