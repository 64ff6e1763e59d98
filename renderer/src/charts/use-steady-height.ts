import { useEffect, useState } from 'react';
import { axisHeight, type ChartModel } from './chart-model.ts';

/** How long a chart's numbers rest before its axis follows them down. */
const restMs = 500;

/**
 * The height of a chart's axis while its numbers move: it grows at once, so that nothing leaves the plot, and falls only when all of
 * them rest. Lines stay comparable while a slider moves, and the axes, which take most of a frame to draw, need no drawing.
 */
export function useSteadyHeight(model: ChartModel): number {
  const height = axisHeight(model);
  const [held, setHeld] = useState(height);
  useEffect(() => {
    if (height === held) return;
    const timer = setTimeout(() => setHeld(height), height > held ? 0 : restMs);
    return () => clearTimeout(timer);
    // Another model is another number somewhere: then nothing rests yet.
  }, [model, height, held]);
  return Math.max(height, held);
}
