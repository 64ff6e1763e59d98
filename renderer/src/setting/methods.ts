import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { Slider } from '../../../shared/tuning/slider.ts';

export const methods = ['naive', 'shifted', 'abs', 'margin-pos', 'perc-pos'] as const;
export type Method = (typeof methods)[number];

export type MethodField = 'shift' | 'maxScore' | 'absoluteMargin' | 'perc';

/** The teacher's scores that are on screen; sets the range of sliders whose unit is the score. */
export type ScoreRange = { readonly min: number; readonly max: number };

export type SliderRange = { readonly min: number; readonly max: number; readonly step: number };

export type MethodText = {
  readonly label: string;
  /** What it keeps, in a sentence. */
  readonly sentence: string;
  /** Reads as a line with the value in the middle: "keep below [95 %] of the anchor". */
  readonly before: string;
  readonly after: string;
};

export const methodTexts: Readonly<Record<Method, MethodText>> = {
  naive: { label: 'Naive', sentence: 'Keeps every candidate.', before: '', after: '' },
  shifted: {
    label: 'Shifted',
    sentence: 'Drops the first N ranks. Ranks count in retrieval order, before any other rule.',
    before: 'skip the first',
    after: 'ranks',
  },
  abs: {
    label: 'Abs',
    sentence: 'Keeps candidates with a teacher score below a fixed bound, the same for all queries.',
    before: 'keep scores below',
    after: '',
  },
  'margin-pos': {
    label: 'MarginPos',
    sentence: 'Keeps candidates that score below the anchor minus a margin.',
    before: 'keep below the anchor minus',
    after: '',
  },
  'perc-pos': {
    label: 'PercPos',
    sentence: 'Keeps candidates that score below a share of the anchor.',
    before: 'keep below',
    after: 'of the anchor',
  },
};

const fields: Readonly<Record<Exclude<Method, 'naive'>, MethodField>> = {
  shifted: 'shift',
  abs: 'maxScore',
  'margin-pos': 'absoluteMargin',
  'perc-pos': 'perc',
};

/** The setting that a method's slider moves; null for the naive method, which has none. */
export function fieldOf(method: Method): MethodField | null {
  return method === 'naive' ? null : fields[method];
}

/** The rule whose tables the method's slider moves over. */
export function sliderOf(method: Method): Slider | null {
  return method === 'naive' ? null : method;
}

/** The method that a setting looks like: that of its first rule, in the order of the paper's results. */
export function methodOf(settings: MiningSettings): Method {
  const order: readonly Method[] = ['perc-pos', 'margin-pos', 'abs', 'shifted'];
  return order.find((method) => settings[fieldOf(method) ?? 'perc'] !== null) ?? 'naive';
}

/** Where the slider of a method may go. Typed values may lie outside. */
export function sliderRange(method: Method, scores: ScoreRange, poolSize: number): SliderRange {
  const width = Math.max(scores.max - scores.min, 1e-6);
  const step = niceStep(width / 200);
  switch (method) {
    case 'naive':
      return { min: 0, max: 0, step: 1 };
    case 'shifted':
      return { min: 0, max: Math.max(1, poolSize - 1), step: 1 };
    case 'abs':
      return { min: floorTo(scores.min, step), max: floorTo(scores.max, step) + step, step };
    case 'margin-pos':
      return { min: -floorTo(width / 4, step), max: floorTo(width / 2, step) + step, step };
    case 'perc-pos':
      return { min: 0.5, max: 1.1, step: 0.005 };
  }
}

/** Where a method starts when it is chosen for the first time. */
export function startValue(method: Method, scores: ScoreRange): number | null {
  switch (method) {
    case 'naive':
      return null;
    case 'shifted':
      return 10;
    case 'abs':
      return roundTo(scores.min + (scores.max - scores.min) * 0.6, niceStep((scores.max - scores.min) / 200));
    case 'margin-pos':
      return 0.05;
    case 'perc-pos':
      return 0.95;
  }
}

/** The value as people type it: per cent for PercPos, plain otherwise, without digits that nobody typed. */
export function valueText(method: Method, value: number): string {
  return method === 'perc-pos' ? String(Number((value * 100).toPrecision(12))) : String(value);
}

/** The value as it is shown: "95 %" for PercPos. */
export function shownValue(method: Method, value: number): string {
  return method === 'perc-pos' ? `${valueText(method, value)}\u00a0%` : valueText(method, value);
}

/**
 * Reads a typed value as the decimal that was meant (95.3 % is exactly 0.953); null when it is no number for the method.
 * For PercPos a number with a decimal point that is at most 1.5 is a share, as the command line writes it: 0.95 is 95 %.
 * With a % after it, it is per cent.
 */
export function parseValue(method: Method, typed: string): number | null {
  const plain = typed.replace('%', '').replace('−', '-').replace(',', '.').trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const value = Number(plain);
  if (method === 'perc-pos') {
    const isShare = plain.includes('.') && !typed.includes('%') && value >= 0 && value <= 1.5;
    return isShare ? value : Number(`${plain}e-2`);
  }
  return method === 'shifted' && (!Number.isInteger(value) || value < 0) ? null : value;
}

/** A multiple of the step, written with as many places as the step has: sliders must not give 0.9500000000000001. */
export function roundTo(value: number, step: number): number {
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Number((Math.round(value / step) * step).toFixed(places));
}

/** The settings with one method as the only one of the five; other rules stay. */
export function withMethod(settings: MiningSettings, method: Method, value: number | null): MiningSettings {
  const cleared = { ...settings, shift: null, maxScore: null, absoluteMargin: null, perc: null };
  const field = fieldOf(method);
  return field === null ? cleared : { ...cleared, [field]: value };
}

function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(raw, 1e-9)));
  const lead = raw / power;
  return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
}

function floorTo(value: number, step: number): number {
  return roundTo(Math.floor(value / step) * step, step);
}
