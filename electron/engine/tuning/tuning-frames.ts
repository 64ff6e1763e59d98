import type { View } from '../../../shared/ipc/view-calls.ts';
import {
  joinedExtent,
  tuneFrame,
  type TuneExtent,
  type TuneFrame,
} from '../../../shared/tuning/tune-frame.ts';
import type { TuneMaterial } from '../../../shared/tuning/tune-request.ts';
import { createRecent } from '../mine/recent.ts';
import { overRows } from './over-rows.ts';
import type { TuningThreads } from './tuning-threads.ts';

/** Where the numbers of a pool lie, and the pool with what is now known of its order. */
export type Framed = {
  readonly extent: TuneExtent;
  readonly material: TuneMaterial;
  readonly frame: (bins: number) => TuneFrame;
};

/** Looks at each pool once for each anchor, n and temperature: histogram edges must not move while a slider does. */
export function createFrames(threads: TuningThreads) {
  const recent = createRecent<Framed>(8);
  return (
    key: string,
    material: TuneMaterial,
    settings: View['settings'],
    temperature: number | null,
  ): Promise<Framed> =>
    recent.of(JSON.stringify([key, settings.anchor, settings.numNegatives, temperature]), async () => {
      const nowhere = { min: Number.NaN, max: Number.NaN };
      let extent: TuneExtent = { score: nowhere, difference: nowhere, loss: 0 };
      let ordered = true;
      await overRows<'extent'>(
        threads,
        material,
        { kind: 'extent', settings, temperature },
        ({ answer }) => {
          extent = joinedExtent(extent, answer.extent);
          ordered &&= answer.ordered;
        },
        // A look of milliseconds that other calls share: not worth stopping.
        new AbortController().signal,
      );
      return {
        extent,
        material: { ...material, ordered },
        frame: (bins) => tuneFrame(extent, bins, material.pool.poolSize),
      };
    });
}
