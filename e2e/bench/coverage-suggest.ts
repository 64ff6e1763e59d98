import { effectiveLabels } from '../../shared/rates/effective-labels.ts';
import { estimateRate, type RateTarget, rateTargets } from '../../shared/rates/estimate-rate.ts';
import type { LabelledFrame } from '../../shared/rates/labelled-frame.ts';
import { prepareFrame } from '../../shared/rates/prepared-frame.ts';
import { suggestSetting } from '../../shared/rates/suggest-setting.ts';
import { sumsOverGrid } from '../../shared/rates/sums-over-grid.ts';
import { drawWave } from '../../shared/sampling-plan/draw-wave.ts';
import { type Group, labelCounts } from './coverage-group.ts';
import {
  drawPopulation,
  pairs,
  pairsOfQuery,
  queries,
  relevanceChances,
  seededUniforms,
} from './coverage-population.ts';

/** How often "suggest a setting" names one whose true rate is not under the limit, when the limit is the true rate of a setting. */
export type SuggestResult = Group & {
  readonly labels: number;
  readonly target: RateTarget;
  readonly runs: number;
  readonly erred: number;
  readonly suggested: number;
};

/** The setting whose true rate is the limit; the grid has ten, and each lets one better rank in. */
const limitSetting = 6;

export function simulateSuggestions(group: Group, runs: number, seed: number): readonly SuggestResult[] {
  const uniform = seededUniforms(seed);
  const chances = relevanceChances(group.prevalence);
  const truth = new Uint8Array(pairs);
  const judge = new Uint8Array(pairs);
  const rank = Int32Array.from({ length: pairs }, (_, i) => i % pairsOfQuery);
  const fixed = {
    settings: pairsOfQuery,
    // The strictest setting keeps the worst rank only.
    entry: rank.map((place) => pairsOfQuery - 1 - place),
    exit: new Int32Array(pairs).fill(pairsOfQuery),
    baseline: new Uint8Array(pairs).fill(1),
    stratum: rank.map((place) => pairsOfQuery - 1 - place),
    strata: pairsOfQuery,
    cluster: Int32Array.from({ length: pairs }, (_, i) => Math.floor(i / pairsOfQuery)),
    clusters: queries,
  };
  const everywhere = meanChance(chances);
  return labelCounts.flatMap((labels) =>
    rateTargets.map((target) => {
      let erred = 0;
      let suggested = 0;
      for (let run = 0; run < runs; run++) {
        drawPopulation(chances, group.sensitivity, group.specificity, uniform, truth, judge);
        const truths = target === 'this-set' ? ratesOf(truth) : everywhere;
        const limit = truths[limitSetting] ?? 0;
        const prepared = prepareFrame(evenSample(fixed, labels, uniform, truth, judge));
        const evidence = sumsOverGrid(prepared, 'selected').map((sums, setting) => ({
          rate: estimateRate(prepared, 'selected', setting, sums, { target, lambda: 'tuned' }),
          effectiveLabels: effectiveLabels(sums, fixed.strata),
          starved: 0,
        }));
        const { setting } = suggestSetting(evidence, limit, 1);
        if (setting === null) continue;
        suggested += 1;
        if ((truths[setting] ?? 1) >= limit) erred += 1;
      }
      return { ...group, labels, target, runs, erred, suggested };
    }),
  );
}

function evenSample(
  fixed: Omit<LabelledFrame, 'judgeProbability' | 'answer' | 'humanProbability' | 'label'>,
  labels: number,
  uniform: () => number,
  truth: Uint8Array,
  judge: Uint8Array,
): LabelledFrame {
  const numbers = Float64Array.from(truth, uniform);
  const none = new Float64Array(pairs);
  const even = new Float64Array(pairs).fill(1);
  const asked = drawWave({
    uniform: numbers,
    probability: none,
    intensity: even,
    ceiling: null,
    count: pairs / 2,
  });
  const answer = new Uint8Array(pairs);
  for (const i of asked.added) answer[i] = 1 + (judge[i] ?? 0);
  const ceiling = asked.probability;
  const human = drawWave({ uniform: numbers, probability: none, intensity: even, ceiling, count: labels });
  const label = new Uint8Array(pairs);
  for (const i of human.added) label[i] = 1 + (truth[i] ?? 0);
  return { ...fixed, judgeProbability: ceiling, answer, humanProbability: human.probability, label };
}

/** True rate at each setting: setting g holds the g + 1 worst ranks. */
function ratesOf(truth: Uint8Array): Float64Array {
  const byRank = new Float64Array(pairsOfQuery);
  truth.forEach((relevant, i) => {
    byRank[i % pairsOfQuery] = (byRank[i % pairsOfQuery] ?? 0) + relevant / queries;
  });
  return fromWorst(byRank);
}

function meanChance(chances: Float64Array): Float64Array {
  const byRank = new Float64Array(pairsOfQuery);
  chances.forEach((chance, at) => {
    byRank[at % pairsOfQuery] = (byRank[at % pairsOfQuery] ?? 0) + (chance * pairsOfQuery) / chances.length;
  });
  return fromWorst(byRank);
}

function fromWorst(byRank: Float64Array): Float64Array {
  let sum = 0;
  return Float64Array.from(byRank, (_, setting) => {
    sum += byRank[pairsOfQuery - 1 - setting] ?? 0;
    return sum / (setting + 1);
  });
}
