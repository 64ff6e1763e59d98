import type { MiningSettings } from '../domain/mining-settings.ts';
import { ruleBit } from '../mining/rules.ts';

/** The rule whose parameter is under the slider. Naive has none. */
export const sliderNames = ['shifted', 'abs', 'margin-pos', 'perc-pos'] as const;
export type Slider = (typeof sliderNames)[number];

type Parameter = 'shift' | 'maxScore' | 'absoluteMargin' | 'perc';

const parameters: Readonly<Record<Slider, Parameter>> = {
  shifted: 'shift',
  abs: 'maxScore',
  'margin-pos': 'absoluteMargin',
  'perc-pos': 'perc',
};

/** The setting's field that the slider moves. */
export function parameterOf(slider: Slider): Parameter {
  return parameters[slider];
}

/** The rule that a setting's slider moves: that of the anchor where it has one; null for a setting without any such rule. */
export function sliderOfSettings({ perc, absoluteMargin, maxScore, shift }: MiningSettings): Slider | null {
  if (perc !== null) return 'perc-pos';
  if (absoluteMargin !== null) return 'margin-pos';
  if (maxScore !== null) return 'abs';
  return shift === null ? null : 'shifted';
}

/** The setting with the slider at `value`. */
export function withSlider(settings: MiningSettings, slider: Slider, value: number): MiningSettings {
  return { ...settings, [parameters[slider]]: value };
}

/** Whether larger values keep more candidates. */
export function loosensUpwards(slider: Slider): boolean {
  return slider === 'abs' || slider === 'perc-pos';
}

/** Bit of the slider's rule in masks of failed rules. */
export function sliderBit(slider: Slider): number {
  return ruleBit(slider);
}

/** Bounds along a grid as `base − factor · weights[i]`. */
export type BoundLine = { readonly base: number; readonly factor: number };

/** What `sliderLine` multiplies for each parameter value: the value, or 1 − it for `perc-pos`. */
export function boundWeights(slider: Slider, values: Float64Array): Float64Array {
  return slider === 'perc-pos' ? values.map((value) => 1 - value) : values;
}

/**
 * All four rules drop a candidate when its *measure* is at or above a bound: the score, or −rank for `shifted` (rank ≤ N is
 * −rank ≥ −N). The bound is `base − factor · weight`, rounding for rounding what the rule computes: p − |p|·(1 − P), p − 1·M,
 * 0 + 1·C, 0 − 1·N. NaN (drops nobody) for anchored rules without an anchor.
 */
export function sliderLine(slider: Slider, anchorScore: number): BoundLine {
  switch (slider) {
    case 'shifted':
      return { base: 0, factor: 1 };
    case 'abs':
      return { base: 0, factor: -1 };
    case 'margin-pos':
      return { base: anchorScore, factor: 1 };
    case 'perc-pos':
      return { base: anchorScore, factor: Math.abs(anchorScore) };
  }
}

/** The bound at one value. */
export function sliderBound(slider: Slider, anchorScore: number, value: number): number {
  const { base, factor } = sliderLine(slider, anchorScore);
  return base - factor * (slider === 'perc-pos' ? 1 - value : value);
}

/** Parameter value at which a candidate of this measure changes sides (`design.md` §4), up to rounding: it only proposes. */
export function criticalValue(slider: Slider, anchorScore: number, measure: number): number {
  switch (slider) {
    case 'shifted':
      return -measure;
    case 'abs':
      return measure;
    case 'margin-pos':
      return anchorScore - measure;
    case 'perc-pos':
      if (anchorScore === 0) return measure < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
      return 1 - (anchorScore - measure) / Math.abs(anchorScore);
  }
}
