import { z } from 'zod';
import { rateTargets } from '../rates/estimate-rate.ts';
import { sliderNames } from '../tuning/slider.ts';
import { Mapping } from './label-mapping.ts';
import { View } from './view-calls.ts';

/** Whose rates: everything that moves an estimate beside the slider. */
export const RateChoice = z.object({
  /** Judge by name; absent: the one with most answers in the frame. Null: none, people only. */
  judge: z.string().nullable().optional(),
  target: z.enum(rateTargets).default('this-set'),
  mapping: Mapping.optional(),
});
export type RateChoice = z.infer<typeof RateChoice>;

/** The declared grid (`statistics.md` §3): settings that differ in one rule's parameter, in ascending order of it. */
export const DeclaredGrid = z.object({
  slider: z.enum(sliderNames),
  /** Absent: the usual values (`defaultGrid`). */
  grid: z
    // A command's message to the engine of another process is JSON, which knows plain arrays only.
    .union([z.instanceof(Float64Array), z.array(z.number()).transform((values) => Float64Array.from(values))])
    .refine((grid) => grid.length > 0 && grid.length <= 2_000, 'a declared grid has 1 to 2,000 values')
    .refine((grid) => grid.every((value, i) => i === 0 || value > (grid[i - 1] ?? 0)), 'a grid ascends')
    .optional(),
});

/** One view over its grid, with the choices that rates need. */
export const RatedView = View.extend(DeclaredGrid.shape).extend(RateChoice.shape);
export type RatedView = z.infer<typeof RatedView>;
