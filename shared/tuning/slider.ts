import type { MiningSettings } from '../domain/mining-settings.ts';
import { percPosBound, ruleBit } from '../mining/rules.ts';

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

/**
 * All four rules drop a candidate when its *measure* is at or above a bound: the score, or −rank for `shifted` (rank ≤ N is
 * −rank ≥ −N). This is that bound, by the very expression that the rule uses; NaN (drops nobody) for anchored rules without an anchor.
 */
export function sliderBound(slider: Slider, anchorScore: number, value: number): number {
  switch (slider) {
    case 'shifted':
      return -value;
    case 'abs':
      return value;
    case 'margin-pos':
      return anchorScore - value;
    case 'perc-pos':
      return percPosBound(anchorScore, value);
  }
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
