import type { LooseningGrid } from '../../../shared/tuning/grid-entry.ts';

/** The place of a grid whose value is nearest; the stricter one of two. */
export function nearestPlace({ values }: LooseningGrid, value: number): number {
  let nearest = 0;
  for (let place = 1; place < values.length; place++) {
    if (Math.abs((values[place] ?? 0) - value) < Math.abs((values[nearest] ?? 0) - value)) nearest = place;
  }
  return nearest;
}
