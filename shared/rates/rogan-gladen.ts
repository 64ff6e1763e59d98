import { tQuantile } from '../distributions/student-t.ts';
import { GrowingInt32 } from '../growing-int32.ts';
import { effectiveOf, unlimitedOf } from './effective-n.ts';
import type { RateTarget } from './estimate-rate.ts';
import { judgeAloneRate } from './judge-alone.ts';
import { humanLabel, judgeAnswer, type LabelledFrame } from './labelled-frame.ts';
import { noRate, type RateResult } from './rate-result.ts';
import { regionOf } from './region.ts';

/**
 * The judged share corrected by the judge's sensitivity and specificity in the *same* set (Rogan & Gladen 1978), by the delta
 * method with the uncertainty of all three (Lang & Reiczigel 2014; Lee et al. 2025). Undefined when the lower 95 % bound of
 * their sum is ≤ 1: then nobody can tell the judge from a coin. Cut to [0, 1].
 */
export function roganGladenRate(
  frame: LabelledFrame,
  setting: number,
  target: RateTarget,
  level = 0.95,
  judged = judgeAloneRate(frame, 'selected', setting, target),
): RateResult {
  const table = testTable(frame, setting);
  const counts = { judged: judged.n_judged, humans: table.pairs };
  if (judged.estimate === null)
    return noRate(counts, judged.reason ?? 'The judge has answered nothing in this set.', 'rogan-gladen');
  if (table.relevant.weight === 0 || table.others.weight === 0) {
    const kind = table.relevant.weight === 0 ? 'relevant' : 'not relevant';
    return noRate(
      counts,
      `No pair of this set is both judged and labelled ${kind}, so the judge's errors are unknown.`,
      'rogan-gladen',
    );
  }
  const sensitivity = shareOf(table.relevant);
  const specificity = shareOf(table.others);
  const t = tQuantile((1 + level) / 2, Math.max(1, table.pairs - 2));
  const sum = sensitivity.value + specificity.value;
  const lowest = sum - t * Math.sqrt(sensitivity.variance + specificity.variance);
  if (lowest <= 1) {
    return noRate(
      counts,
      `Sensitivity and specificity add up to ${sum.toFixed(2)}, and to ${lowest.toFixed(2)} at the lower bound: not surely more than a coin's 1.`,
      'rogan-gladen',
    );
  }
  const gain = sum - 1;
  const value = (judged.estimate + specificity.value - 1) / gain;
  // Of a finite set, effective n are counted without replacement.
  const size = target === 'this-set' ? (judged.denominator ?? Infinity) : Infinity;
  const plain = unlimitedOf(judged.effective_n ?? 0, size);
  const shareVariance = plain ? (judged.estimate * (1 - judged.estimate)) / plain : 0;
  // A judged census has no sampling error of its own under "this set".
  const ownVariance = judged.low === judged.estimate && judged.high === judged.estimate ? 0 : shareVariance;
  const variance =
    (ownVariance + (1 - value) ** 2 * specificity.variance + value ** 2 * sensitivity.variance) / gain ** 2;
  const half = t * Math.sqrt(variance);
  const cut = (x: number): number => Math.min(1, Math.max(0, x));
  return {
    estimate: cut(value),
    low: cut(value - half),
    high: cut(value + half),
    n_judged: counts.judged,
    n_human: counts.humans,
    effective_n: variance > 0 ? effectiveOf((cut(value) * (1 - cut(value))) / variance, size) : counts.humans,
    method: 'rogan-gladen',
  };
}

type Weighed = { right: number; weight: number; squares: number };

function testTable(
  frame: LabelledFrame,
  setting: number,
): { readonly relevant: Weighed; readonly others: Weighed; readonly pairs: number } {
  const relevant = { right: 0, weight: 0, squares: 0 };
  const others = { right: 0, weight: 0, squares: 0 };
  let pairs = 0;
  for (const i of labelledPlaces(frame)) {
    const label = frame.label[i];
    const answer = frame.answer[i];
    if (answer !== judgeAnswer.relevant && answer !== judgeAnswer.notRelevant) continue;
    if (regionOf(frame, 'selected', i, setting) === 0) continue;
    const weight = 1 / ((frame.bothProbability ?? frame.humanProbability)[i] ?? 1);
    const side = label === humanLabel.relevant ? relevant : others;
    side.weight += weight;
    side.squares += weight * weight;
    if ((label === humanLabel.relevant) === (answer === judgeAnswer.relevant)) side.right += weight;
    pairs += 1;
  }
  return { relevant, others, pairs };
}

/** Few of a large frame, and asked for at every setting of a grid: looked for once. */
const placesOf = new WeakMap<Uint8Array, Int32Array>();

function labelledPlaces({ label }: LabelledFrame): Int32Array {
  const known = placesOf.get(label);
  if (known !== undefined) return known;
  const places = new GrowingInt32();
  for (let i = 0; i < label.length; i++)
    if (label[i] === humanLabel.relevant || label[i] === humanLabel.notRelevant) places.push(i);
  const found = places.toArray();
  placesOf.set(label, found);
  return found;
}

/** Share and variance at Kish's effective n, with one success and one failure added for the variance (Agresti & Coull 1998). */
function shareOf({ right, weight, squares }: Weighed): { readonly value: number; readonly variance: number } {
  const value = right / weight;
  const n = (weight * weight) / squares;
  const moved = (value * n + 1) / (n + 2);
  return { value, variance: (moved * (1 - moved)) / (n + 2) };
}
