import { expect, test } from 'vitest';
import type { ModelSession } from './model-session.ts';
import { openSideBySide } from './side-by-side.ts';

type Fake = {
  readonly session: ModelSession;
  /** Ends the run that began first. */
  readonly end: () => void;
  readonly running: () => number;
  readonly released: () => number;
};

function fake(): Fake {
  const ends: (() => void)[] = [];
  let released = 0;
  const session: ModelSession = {
    inputMetadata: [],
    outputMetadata: [],
    inputNames: ['input_ids'],
    outputNames: ['y'],
    run: () => new Promise((resolve) => ends.push(() => resolve({}))),
    release: () => {
      released += 1;
      return Promise.resolve();
    },
  };
  return {
    session,
    end: () => ends.shift()?.(),
    running: () => ends.length,
    released: () => released,
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('each run goes to the session that has the least to do; all are released', async () => {
  const fakes = [fake(), fake(), fake()];
  const { session, opened } = await openSideBySide(3, (copy) =>
    Promise.resolve((fakes[copy] ?? fake()).session),
  );
  await opened;
  const runs = Array.from({ length: 7 }, () => session.run({}, []));
  await turn();
  // The seventh waits.
  expect(fakes.map(({ running }) => running())).toEqual([2, 2, 2]);
  fakes[1]?.end();
  fakes[1]?.end();
  await turn();
  expect(fakes.map(({ running }) => running())).toEqual([2, 1, 2]);
  runs.push(session.run({}, []));
  await turn();
  expect(fakes.map(({ running }) => running())).toEqual([2, 2, 2]);
  for (const { end } of [...fakes, ...fakes]) end();
  await Promise.all(runs);
  await session.release();
  expect(fakes.map(({ released }) => released())).toEqual([1, 1, 1]);
});

/** Opens copies, those after the first only when they are let. */
function heldOpenings(sessions: readonly (ModelSession | null)[]) {
  const opened: number[] = [];
  let letOpen = (): void => {};
  const open = async (copy: number): Promise<ModelSession> => {
    opened.push(copy);
    if (copy > 0) await new Promise<void>((resolve) => (letOpen = resolve));
    const session = sessions[copy];
    if (!session) throw new Error('no memory');
    return session;
  };
  const next = async (): Promise<void> => {
    letOpen();
    await turn();
  };
  return { open, opened, next };
}

test('opens one after another, and none waits for one that is not open yet', async () => {
  const [first, second] = [fake(), fake()];
  const { open, opened, next } = heldOpenings([first.session, second.session, null]);
  const { session } = await openSideBySide(3, open);
  const runs = Array.from({ length: 3 }, () => session.run({}, []));
  await turn();
  expect(opened).toEqual([0, 1]);
  expect(first.running()).toBe(2);
  await next();
  expect(opened).toEqual([0, 1, 2]);
  expect([first.running(), second.running()]).toEqual([2, 1]);
  // The third cannot be opened: the two go on.
  await next();
  for (const { end } of [first, first, second]) end();
  await Promise.all(runs);
  const after = [session.run({}, []), session.run({}, [])];
  await turn();
  expect([first.running(), second.running()]).toEqual([1, 1]);
  for (const { end } of [first, second]) end();
  await Promise.all(after);
  await session.release();
  expect([first.released(), second.released()]).toEqual([1, 1]);
});

test('a run that fails leaves its place to the next', async () => {
  const { session: working, end } = fake();
  let fails = true;
  const run: ModelSession['run'] = (...given) =>
    fails ? Promise.reject(new Error('bad batch')) : working.run(...given);
  const { session } = await openSideBySide(1, () => Promise.resolve({ ...working, run }));
  for (let i = 0; i < 3; i++) await expect(session.run({}, [])).rejects.toThrow('bad batch');
  fails = false;
  const last = session.run({}, []);
  await turn();
  end();
  await last;
});

test('opens no more once it is released, and rejects as the first does', async () => {
  const [first, second] = [fake(), fake()];
  const { open, opened, next } = heldOpenings([first.session, second.session, null]);
  const { session } = await openSideBySide(3, open);
  await turn();
  const released = session.release();
  await next();
  await released;
  expect(opened).toEqual([0, 1]);
  expect([first.released(), second.released()]).toEqual([1, 1]);
  await expect(openSideBySide(2, heldOpenings([null]).open)).rejects.toThrow('no memory');
});
