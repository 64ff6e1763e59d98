import type { Slider } from './slider.ts';

/** About how many values a grid over scores has at most. */
const scoreSteps = 1200;

/** A step of 0.001: what margins and fractions of the anchor are typed in. */
const thousandth: Step = { digit: 1, exponent: -3 };

/** `digit` · 10^`exponent`. */
type Step = { readonly digit: 1 | 2 | 5; readonly exponent: number };

/**
 * The slider's usual values, ascending, each exactly the decimal that a person would type: perc 0.500 to 1.100 and margin −0.100
 * to 0.500 by 0.001, shift 0 to `poolSize` (about 1,000 values), abs over `range` in a round step (0.001 for cosines). Margins of
 * teachers whose scores lie further apart than cosines can go over a fifth of the scores' width below 0 and all of it above.
 */
export function defaultGrid(
  slider: Slider,
  poolSize: number,
  range: { readonly min: number; readonly max: number },
): Float64Array {
  const width = range.max - range.min;
  switch (slider) {
    case 'perc-pos':
      return decimals(0.5, 1.1, thousandth);
    case 'margin-pos':
      return width > 4 ? decimals(-width / 5, width, roundStep(width)) : decimals(-0.1, 0.5, thousandth);
    case 'shifted': {
      const step = Math.ceil(poolSize / 1000);
      return Float64Array.from({ length: Math.floor(poolSize / step) + 1 }, (_, i) => i * step);
    }
    case 'abs': {
      if (!(width > 0)) return decimals(range.min - 0.5 || -0.5, range.min + 0.5 || 0.5, thousandth);
      const step = roundStep(width);
      // One step above the best score: there nobody is dropped.
      return decimals(range.min, range.max + step.digit * 10 ** step.exponent, step);
    }
  }
}

/** Multiples of a step from at or below `min` to at or above `max`, as the numbers that their decimals parse to: never a sum of steps. */
function decimals(min: number, max: number, { digit, exponent }: Step): Float64Array {
  const step = digit * 10 ** exponent;
  // A millionth of a step forgives that 1.1 / 0.001 is a little above 1,100.
  const first = Math.floor(min / step + 1e-6);
  const last = Math.ceil(max / step - 1e-6);
  return Float64Array.from({ length: last - first + 1 }, (_, i) =>
    Number(`${(first + i) * digit}e${exponent}`),
  );
}

function roundStep(width: number): Step {
  const wanted = width / scoreSteps;
  const exponent = Math.floor(Math.log10(wanted));
  for (const digit of [1, 2, 5] as const) if (digit * 10 ** exponent >= wanted) return { digit, exponent };
  return { digit: 1, exponent: exponent + 1 };
}
