import type { ModelSession } from './model-session.ts';

/**
 * Several sessions of the same graph as one: each run goes to the one that has the least to do, so that they compute side by side. `open(0)` is waited for; the
 * others follow one after another, since a file is in memory several times for a moment while it is opened. Where one more cannot be opened, the first
 * does its work. Rejects as the first does.
 */
export async function openSideBySide(
  copies: number,
  open: (copy: number) => Promise<ModelSession>,
): Promise<ModelSession> {
  const first = await open(0);
  const sessions = [Promise.resolve(first)];
  let closing = false;
  for (let copy = 1; copy < copies; copy++) {
    const opened = sessions.at(-1)?.then(() => (closing ? first : open(copy)));
    if (opened) sessions.push(opened.catch(() => first));
  }
  const lanes = sessions.map((session) => ({ session, running: 0 }));
  const { inputMetadata, outputMetadata, inputNames, outputNames } = first;
  return {
    inputMetadata,
    outputMetadata,
    inputNames,
    outputNames,
    run: async (feeds, outputs) => {
      const lane = lanes.reduce((least, each) => (each.running < least.running ? each : least));
      lane.running += 1;
      try {
        const session = await lane.session;
        return await session.run(feeds, outputs);
      } finally {
        lane.running -= 1;
      }
    },
    release: async () => {
      closing = true;
      const distinct = new Set(await Promise.all(sessions));
      await Promise.all(Array.from(distinct, (session) => session.release()));
    },
  };
}
