import { estimateRate, type RateTarget, rateTargets } from '../../shared/rates/estimate-rate.ts';
import { type PreparedFrame, prepareFrame } from '../../shared/rates/prepared-frame.ts';
import type { RateResult } from '../../shared/rates/rate-result.ts';
import { sumsAtSetting } from '../../shared/rates/sums-at-setting.ts';
import { drawAsked, drawLabels, fixedFrame, type Plan, plans, shares } from './coverage-design.ts';
import {
  drawPopulation,
  pairs,
  pairsOfQuery,
  relevanceChances,
  seededUniforms,
} from './coverage-population.ts';

/** One judge on one prevalence; every plan, share, number of labels and target is measured on the same populations. */
export type Group = {
  readonly prevalence: number;
  readonly sensitivity: number;
  readonly specificity: number;
};

export type CellResult = Group & {
  readonly plan: Plan;
  readonly share: number;
  readonly labels: number;
  readonly target: RateTarget;
  readonly runs: number;
  readonly covered: number;
  /** Interval wholly below, wholly above the truth. */
  readonly below: number;
  readonly above: number;
  /** Runs with a two-phase interval. */
  readonly linearised: number;
  /** Labels in the set, mean; relevant ones are this times prevalence, about. */
  readonly meanLabels: number;
  readonly meanRelevant: number;
  readonly medianWidth: number;
  /** Median width over that of the same estimator with λ = 0, over the same runs. */
  readonly widthRatio: number;
  readonly meanLambda: number;
};

export const labelCounts = [100, 400] as const;

/** Runs in which λ = 0 is worked out beside, for the ratio of widths. */
const pairedRuns = 400;

type Tally = {
  readonly plan: Plan;
  readonly setting: number;
  readonly labels: number;
  readonly target: RateTarget;
  covered: number;
  below: number;
  above: number;
  linearised: number;
  labelled: number;
  lambda: number;
  readonly widths: number[];
  readonly humanWidths: number[];
};

export function simulateGroup(group: Group, runs: number, seed: number): readonly CellResult[] {
  const uniform = seededUniforms(seed);
  const fixed = fixedFrame();
  const chances = relevanceChances(group.prevalence);
  const truth = new Uint8Array(pairs);
  const judge = new Uint8Array(pairs);
  const tallies: Tally[] = plans.flatMap((plan) =>
    shares.flatMap((_, setting) =>
      labelCounts.flatMap((labels) =>
        rateTargets.map((target) => ({
          plan,
          setting,
          labels,
          target,
          covered: 0,
          below: 0,
          above: 0,
          linearised: 0,
          labelled: 0,
          lambda: 0,
          widths: [],
          humanWidths: [],
        })),
      ),
    ),
  );
  // The queries like these have, at both settings, every rank equally often.
  let superTruth = 0;
  for (let rank = 0; rank < pairsOfQuery; rank++) {
    for (let at = rank; at < chances.length; at += pairsOfQuery)
      superTruth += (chances[at] ?? 0) / chances.length;
  }
  for (let run = 0; run < runs; run++) {
    drawPopulation(chances, group.sensitivity, group.specificity, uniform, truth, judge);
    const setTruths = shares.map((_, setting) => rateAt(truth, fixed.entry, setting));
    // Plans that lean to one setting share the pairs that the judge was asked about; the plain plan's sample serves every setting.
    const askedAt = [null, ...shares.keys()].map((leanTo) => drawAsked(leanTo, uniform, judge));
    const frames = new Map<string, PreparedFrame>();
    const preparedFor = (plan: Plan, setting: number, labels: number): PreparedFrame => {
      const leanTo = plan === 'plain' ? 0 : setting + 1;
      const key = `${plan}/${leanTo}/${labels}`;
      const drawn = frames.get(key);
      if (drawn !== undefined) return drawn;
      const asked = askedAt[leanTo];
      if (asked === undefined) throw new Error(`no sample leans to setting ${setting}`);
      const prepared = prepareFrame(drawLabels(fixed, asked, plan, setting, labels, truth));
      frames.set(key, prepared);
      return prepared;
    };
    let last = '';
    let sums: Float64Array = new Float64Array(0);
    for (const tally of tallies) {
      const known = preparedFor(tally.plan, tally.setting, tally.labels);
      const key = `${tally.plan}/${tally.setting}/${tally.labels}`;
      if (key !== last) sums = sumsAtSetting(known, 'selected', tally.setting);
      last = key;
      const at = (lambda: 'tuned' | number): RateResult =>
        estimateRate(known, 'selected', tally.setting, sums, { target: tally.target, lambda });
      const result = at('tuned');
      const expected = tally.target === 'this-set' ? (setTruths[tally.setting] ?? 0) : superTruth;
      const low = result.low ?? 0;
      const high = result.high ?? 1;
      if (expected < low) tally.above += 1;
      else if (expected > high) tally.below += 1;
      else tally.covered += 1;
      if (result.method === 'two-phase') tally.linearised += 1;
      tally.labelled += result.n_human;
      tally.lambda += result.lambda ?? 0;
      if (run < pairedRuns) {
        tally.widths.push(high - low);
        const human = at(0);
        tally.humanWidths.push((human.high ?? 1) - (human.low ?? 0));
      }
    }
  }
  return tallies.map((tally) => ({
    ...group,
    plan: tally.plan,
    share: shares[tally.setting] ?? 0,
    labels: tally.labels,
    target: tally.target,
    runs,
    covered: tally.covered,
    below: tally.below,
    above: tally.above,
    linearised: tally.linearised,
    meanLabels: tally.labelled / runs,
    meanRelevant: (tally.labelled / runs) * group.prevalence,
    medianWidth: median(tally.widths),
    widthRatio: median(tally.widths) / median(tally.humanWidths),
    meanLambda: tally.lambda / runs,
  }));
}

function rateAt(truth: Uint8Array, entry: Int32Array, setting: number): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < truth.length; i++) {
    if ((entry[i] ?? 0) > setting) continue;
    sum += truth[i] ?? 0;
    count += 1;
  }
  return sum / count;
}

function median(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  return ascending[ascending.length >> 1] ?? 0;
}
