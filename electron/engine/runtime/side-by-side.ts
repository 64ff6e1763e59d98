import type { ModelSession } from './model-session.ts';

export type SideBySide = {
  readonly session: ModelSession;
  /** Resolves when every copy that can be opened is open. */
  readonly opened: Promise<void>;
};

type Lane = { readonly session: ModelSession; running: number };

/** One run is computed, the next is there when it ends. */
const mostInLane = 2;

/**
 * Several sessions of the same graph as one: each run goes to the one that has the least to do, so that they compute side by side. Resolves once the first is open; the
 * others follow one after another, since a file is in memory several times for a moment while it is opened, and take part from then on. Where one more
 * cannot be opened, those that are do the work. Rejects as the first does.
 */
export async function openSideBySide(
  copies: number,
  open: (copy: number) => Promise<ModelSession>,
): Promise<SideBySide> {
  const first = await open(0);
  const lanes: Lane[] = [{ session: first, running: 0 }];
  const waiting: ((lane: Lane) => void)[] = [];
  let closing = false;

  const serve = (): void => {
    while (waiting.length > 0) {
      const lane = lanes.reduce((least, each) => (each.running < least.running ? each : least));
      if (lane.running >= mostInLane) return;
      lane.running += 1;
      waiting.shift()?.(lane);
    }
  };
  const openOthers = async (): Promise<void> => {
    for (let copy = 1; copy < copies && !closing; copy++) {
      lanes.push({ session: await open(copy), running: 0 });
      serve();
    }
  };
  const opened = openOthers().catch(() => {});

  const { inputMetadata, outputMetadata, inputNames, outputNames } = first;
  return {
    opened,
    session: {
      inputMetadata,
      outputMetadata,
      inputNames,
      outputNames,
      run: async (feeds, outputs) => {
        const lane = await new Promise<Lane>((resolve) => {
          waiting.push(resolve);
          serve();
        });
        try {
          return await lane.session.run(feeds, outputs);
        } finally {
          lane.running -= 1;
          serve();
        }
      },
      release: async () => {
        closing = true;
        await opened;
        await Promise.all(lanes.map(({ session }) => session.release()));
      },
    },
  };
}
