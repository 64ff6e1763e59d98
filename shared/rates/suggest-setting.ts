import { allAtOnce, type Pieces } from '../pieces.ts';
import type { RateResult } from './rate-result.ts';

/** Fewest effective labels at which the sequence of tests starts. */
export const leastEffectiveLabels = 50;

/** What is known of each setting of the grid, strict to loose. */
export type SettingEvidence = {
  readonly rate: RateResult;
  /** `effectiveLabels` there. */
  readonly effectiveLabels: number;
  /** Share of queries without any selected negative. */
  readonly starved: number;
};

export type Suggestion = {
  /** The loosest setting shown to be under the limit; null when none is. */
  readonly setting: number | null;
  /** Settings tested, in order; the last one failed unless the grid ended. */
  readonly tested: readonly number[];
  /** What to tell: why this one, or why none. */
  readonly sentence: string;
};

/**
 * Fixed-sequence testing (Learn then Test, Angelopoulos et al. 2021): order (strict to loose), start (effective n ≥ 50, and every pair
 * could have been drawn, so that there is a rate) and limits are declared before labels are seen; each test asks whether the upper 95 % bound is under the limit; the first failure ends it. The
 * chance that a setting above the limit is suggested is at most that of one test. Only then starvation chooses: looser starves less.
 */
export function suggestSetting(
  evidence: readonly SettingEvidence[],
  limit: number,
  mostStarved: number,
): Suggestion {
  return allAtOnce(suggestInPieces(evidence, limit, mostStarved));
}

/** `suggestSetting` with a breath before each test, whose rate may take a pass over the frame. */
export function* suggestInPieces(
  evidence: readonly SettingEvidence[],
  limit: number,
  mostStarved: number,
): Pieces<Suggestion> {
  const first = evidence.findIndex((entry) => entry.effectiveLabels >= leastEffectiveLabels);
  if (first < 0) {
    const best = evidence.reduce((most, entry) => Math.max(most, entry.effectiveLabels), 0);
    return {
      setting: null,
      tested: [],
      sentence: `None can be shown: no setting has ${leastEffectiveLabels} effective labels (the most is ${Math.floor(best)}). Label more.`,
    };
  }
  // Labels of one run's setting, say, leave stricter values without a rate: nothing can be tested there.
  let start = first;
  for (const [place, entry] of evidence.entries()) {
    if (entry.effectiveLabels < leastEffectiveLabels) continue;
    yield;
    if (entry.rate.high === null) continue;
    start = place;
    break;
  }
  const tested: number[] = [];
  let passed = -1;
  let failed: RateResult | null = null;
  for (let setting = start; setting < evidence.length; setting++) {
    yield;
    const rate = evidence[setting]?.rate;
    if (rate === undefined) break;
    tested.push(setting);
    if (rate.high === null || rate.high >= limit) {
      failed = rate;
      break;
    }
    passed = setting;
  }
  if (passed < 0) {
    const bound = failed?.high ?? null;
    const why =
      bound === null
        ? (failed?.reason ?? 'there is no rate there.')
        : `its rate may be as high as ${percent(bound)}, and the limit is ${percent(limit)}.`;
    return { setting: null, tested, sentence: `None can be shown: at the first setting tested, ${why}` };
  }
  const starved = evidence[passed]?.starved ?? 0;
  if (starved > mostStarved) {
    return {
      setting: null,
      tested,
      sentence: `None can be shown: the loosest setting under ${percent(limit)} still starves ${percent(starved)} of the queries, more than ${percent(mostStarved)}.`,
    };
  }
  return {
    setting: passed,
    tested,
    sentence: `The loosest setting shown to stay under ${percent(limit)} false negatives (at most ${percent(evidence[passed]?.rate.high ?? 0)}); it starves ${percent(starved)} of the queries.`,
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
