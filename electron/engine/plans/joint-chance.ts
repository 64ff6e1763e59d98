/** How a pair can have come into someone's sample, with the chance of each way. */
export type SampleChance = {
  /** By draws of this program, which all compare the pair's one permanent number with the probability. */
  readonly own: number;
  /** Altogether: by those or by what was chosen elsewhere, which knows nothing of that number. */
  readonly any: number;
};

/**
 * Chance of a pair to be in both samples (0 to 1). Draws of this program are nested, because one number decides: the smaller of the two. What was
 * chosen elsewhere is taken as nested among itself (a study's people label some of what its judge was asked), and as independent of the
 * draws here.
 */
export function jointChance(first: SampleChance, second: SampleChance): number {
  const [a, b] = [elsewhere(first), elsewhere(second)];
  return (
    Math.min(a, b) +
    Math.max(0, a - b) * second.own +
    Math.max(0, b - a) * first.own +
    (1 - Math.max(a, b)) * Math.min(first.own, second.own)
  );
}

/** The part that `any`, 1 − (1 − own)(1 − elsewhere), leaves to what was chosen elsewhere. */
function elsewhere({ own, any }: SampleChance): number {
  return own < 1 ? Math.min(1, Math.max(0, 1 - (1 - any) / (1 - own))) : 0;
}
