import { useEffect, useState } from 'react';

/** How long a chart's numbers rest before its axis follows them down. */
const restMs = 500;

/**
 * The height of an axis while its numbers move: it grows at once, so that nothing leaves the plot, and falls only after a rest. Lines
 * stay comparable while a slider moves, and the axes need no drawing.
 */
export function useSteadyHeight(height: number): number {
  const [held, setHeld] = useState(height);
  useEffect(() => {
    if (height === held) return;
    const timer = setTimeout(() => setHeld(height), height > held ? 0 : restMs);
    return () => clearTimeout(timer);
  }, [height, held]);
  return Math.max(height, held);
}
