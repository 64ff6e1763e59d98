import { ruleNames, type MiningSettings, type RuleName } from '../domain/mining-settings.ts';
import { decidePool } from '../mining/decide-pool.ts';
import { boundsOf, failedMask, type Bounds } from '../mining/rules.ts';
import { criticalValue, parameterOf, sliderNames, withSlider, type Slider } from './slider.ts';
import type { TuneMaterial } from './tune-request.ts';

/** The rules whose parameter can feed a unit: all but `no-anchor`. */
export const feedingRules = [
  'shifted',
  'range-max',
  'abs',
  'margin-pos',
  'perc-pos',
  'min-score',
  'near-duplicate',
] as const satisfies readonly RuleName[];
export type FeedingRule = (typeof feedingRules)[number];

/** Units that lack negatives, as columns. */
export type HungryUnits = {
  readonly rows: Int32Array<ArrayBuffer>;
  /** Place among the pool's positives; −1 where the unit stands for the row. */
  readonly positives: Int32Array<ArrayBuffer>;
  /** NaN for none. */
  readonly anchors: Float64Array<ArrayBuffer>;
  readonly selected: Int32Array<ArrayBuffer>;
  readonly candidates: Int32Array<ArrayBuffer>;
  /** Units × `feedingRules`: the parameter value nearest to the present one, in round steps, that lets one more candidate pass; NaN where changing this rule alone does not help. */
  readonly feeds: Float64Array<ArrayBuffer>;
  /** Units × `feedingRules`: how far that candidate is beyond the present bound, in score, ranks or cosine. */
  readonly distances: Float64Array<ArrayBuffer>;
};

/** Smallest steps of a parameter that are offered. */
export type FeedSteps = { readonly perc: number; readonly score: number };

/** The units of a pool with fewer than n negatives, and for each rule the smallest change that would give them one more. */
export function hungryUnits(material: TuneMaterial, settings: MiningSettings, steps: FeedSteps): HungryUnits {
  const decided = decidePool(material, settings);
  const { pool, units, selectedCounts } = decided;
  const hungry = Int32Array.from(
    Array.from({ length: units.count }, (_, unit) => unit).filter(
      (unit) => (selectedCounts[unit] ?? 0) < settings.numNegatives,
    ),
  );
  const width = feedingRules.length;
  const result: HungryUnits = {
    rows: hungry.map((unit) => units.rows[unit] ?? 0),
    positives: hungry.map((unit) => units.positives[unit] ?? -1),
    anchors: Float64Array.from(hungry, (unit) => units.anchorScores[unit] ?? Number.NaN),
    selected: hungry.map((unit) => selectedCounts[unit] ?? 0),
    candidates: hungry.map((unit) => pool.counts[units.rows[unit] ?? 0] ?? 0),
    feeds: new Float64Array(hungry.length * width).fill(Number.NaN),
    distances: new Float64Array(hungry.length * width).fill(Number.NaN),
  };
  for (const [i, unit] of hungry.entries()) {
    const row = units.rows[unit] ?? 0;
    const bounds = boundsOf(settings, units.anchorScores[unit] ?? Number.NaN);
    const nearest = nearestByRule(material, row, bounds);
    for (const [r, rule] of feedingRules.entries()) {
      const column = nearest[r] ?? -1;
      if (column < 0) continue;
      const cell = row * pool.poolSize + column;
      const candidate = {
        rank: column + 1,
        score: pool.scores[cell] ?? 0,
        cosine: material.positiveCosines?.[cell] ?? Number.NaN,
        anchorScore: units.anchorScores[unit] ?? Number.NaN,
      };
      result.distances[i * width + r] = distanceOf(rule, bounds, candidate);
      result.feeds[i * width + r] = feedingValue(rule, settings, candidate, steps);
    }
  }
  return result;
}

/** By rule: the pool column of the candidate that fails nothing else and is nearest to passing; −1 for none. */
function nearestByRule({ pool, positiveCosines }: TuneMaterial, row: number, bounds: Bounds): number[] {
  const nearest = feedingRules.map(() => -1);
  const start = row * pool.poolSize;
  for (let column = 0; column < (pool.counts[row] ?? 0); column++) {
    const score = pool.scores[start + column] ?? 0;
    const cosine = positiveCosines?.[start + column] ?? Number.NaN;
    const mask = failedMask(bounds, column + 1, score, cosine);
    const rule = feedingRules.findIndex((name) => mask === 1 << ruleNames.indexOf(name));
    if (rule < 0) continue;
    const before = nearest[rule] ?? -1;
    if (
      before < 0 ||
      isNearer(feedingRules[rule] ?? 'abs', pool.scores, positiveCosines, start, column, before)
    )
      nearest[rule] = column;
  }
  return nearest;
}

function isNearer(
  rule: FeedingRule,
  scores: Float32Array,
  cosines: Float32Array | null | undefined,
  start: number,
  column: number,
  before: number,
): boolean {
  switch (rule) {
    case 'shifted':
      return column > before;
    case 'range-max':
      return column < before;
    case 'min-score':
      return (scores[start + column] ?? 0) > (scores[start + before] ?? 0);
    case 'near-duplicate':
      return (cosines?.[start + column] ?? 0) < (cosines?.[start + before] ?? 0);
    case 'abs':
    case 'margin-pos':
    case 'perc-pos':
      return (scores[start + column] ?? 0) < (scores[start + before] ?? 0);
  }
}

type Candidate = {
  readonly rank: number;
  readonly score: number;
  readonly cosine: number;
  readonly anchorScore: number;
};

function distanceOf(rule: FeedingRule, bounds: Bounds, { rank, score, cosine }: Candidate): number {
  switch (rule) {
    case 'shifted':
      return bounds.shifted - rank + 1;
    case 'range-max':
      return rank - bounds.rangeMax;
    case 'abs':
      return score - bounds.abs;
    case 'margin-pos':
      return score - bounds.marginPos;
    case 'perc-pos':
      return score - bounds.percPos;
    case 'min-score':
      return bounds.minScore - score;
    case 'near-duplicate':
      return cosine - bounds.nearDuplicate;
  }
}

function feedingValue(
  rule: FeedingRule,
  settings: MiningSettings,
  candidate: Candidate,
  steps: FeedSteps,
): number {
  const { rank, score, cosine, anchorScore } = candidate;
  switch (rule) {
    case 'shifted':
      return rank - 1;
    case 'range-max':
      return rank;
    case 'min-score':
      return roundTo(score, steps.score, -1);
    case 'near-duplicate':
      return roundTo(cosine, 0.001, 1);
    case 'abs':
    case 'margin-pos':
    case 'perc-pos': {
      const direction = rule === 'margin-pos' ? -1 : 1;
      const step = rule === 'perc-pos' ? steps.perc : steps.score;
      const critical = criticalValue(rule, anchorScore, score);
      // With an anchor of 0 no fraction of it is another bound.
      if (!Number.isFinite(critical)) return Number.NaN;
      // On the critical value the candidate is still dropped; the rule itself says from where on it is not.
      let value = roundTo(critical, step, direction);
      for (let tries = 0; tries < 3 && !keeps(rule, settings, value, candidate); tries++)
        value = roundTo(value + direction * step, step, direction);
      return keeps(rule, settings, value, candidate) ? value : Number.NaN;
    }
  }
}

function keeps(rule: Slider, settings: MiningSettings, value: number, candidate: Candidate): boolean {
  const bounds = boundsOf(withSlider(settings, rule, value), candidate.anchorScore);
  return failedMask(bounds, candidate.rank, candidate.score, candidate.cosine) === 0;
}

/** The multiple of a step at or beyond a value in a direction, as its decimal. */
function roundTo(value: number, step: number, direction: 1 | -1): number {
  const count = value / step;
  // A billionth of a step forgives the division's rounding.
  const rounded = direction > 0 ? Math.ceil(count - 1e-9) : Math.floor(count + 1e-9);
  return Number((rounded * step).toPrecision(12));
}

/** What a rule is set to; null where it is not active. */
export function parameterValue(rule: FeedingRule, settings: MiningSettings): number | null {
  const slider = sliderNames.find((name) => name === rule);
  if (slider !== undefined) return settings[parameterOf(slider)];
  if (rule === 'range-max') return settings.rangeMax;
  return rule === 'min-score' ? settings.minScore : settings.nearDuplicate;
}
