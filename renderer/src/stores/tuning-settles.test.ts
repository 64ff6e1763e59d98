import fc from 'fast-check';
import { beforeAll, expect, test, vi } from 'vitest';
import { createClient, type Client } from '../../../shared/ipc/client.ts';
import { withMethod } from '../setting/methods.ts';
import { createMemoryApp } from '../testing/memory-app.ts';
import { inventWorld } from '../testing/world.ts';
import { shownTuning } from './shown-tuning.ts';
import { createStores } from './stores.ts';
import { naiveQuestion, tablesKey, type TuneQuestion } from './tune-question.ts';
import { createTuningStore, type TuningStore } from './tuning.ts';

vi.setConfig({ testTimeout: 120_000 });

const path = '/home/ada/test.negscope';
const rows = 12;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const settling = { timeout: 2_000, interval: 5 };
let client: Client;
let questions: readonly TuneQuestion[];

beforeAll(async () => {
  const host = createMemoryApp({ world: inventWorld(rows), workspaces: [path] });
  client = createClient(host.port);
  const stores = createStores(client);
  await stores.openWorkspace(path);
  await vi.waitUntil(() => stores.tuning.getState().naive !== null, { timeout: 20_000 });
  const { question } = stores.tuning.getState();
  if (question === null) throw new Error('something is asked');
  const below = (perc: number): TuneQuestion => ({
    ...question,
    view: { ...question.view, settings: withMethod(question.view.settings, 'perc-pos', perc) },
  });
  const brushed = (one: TuneQuestion, to: number): TuneQuestion => ({
    ...one,
    filter: { ...one.filter, rank: { from: 1, to, closed: false } },
  });
  const shifted = {
    ...question,
    slider: 'shifted' as const,
    view: { ...question.view, settings: withMethod(question.view.settings, 'shifted', 2) },
  };
  const bare = naiveQuestion(question);
  if (bare === null) throw new Error('there is a question without rules');
  const onGrid = below(0.9);
  // Also a value between those of the grid, and brushes on one and the other.
  questions = [
    onGrid,
    below(0.85004),
    shifted,
    bare,
    brushed(onGrid, 3),
    brushed(onGrid, 4),
    brushed(shifted, 3),
  ];
});

/** The engine, each of whose answers takes some of `delays` milliseconds; tables are told by halves. */
function slowClient(delays: readonly number[]): Client {
  let calls = 0;
  const call: Client['call'] = async (name, input, options) => {
    const ms = delays[calls++ % delays.length] ?? 0;
    const answer = await client.call(name, input, options);
    await wait(ms);
    // One that was given up meanwhile fails, as it does with the engine.
    if (options?.signal?.aborted) return client.call(name, input, options);
    const isFirst = name === 'tune.tables' && Reflect.get(Object(input), 'after') === 0;
    if (isFirst) Object.assign(Object(answer), { rowsDone: rows / 2, exact: false });
    return answer;
  };
  return { ...client, call };
}

function isSettled({ getState }: TuningStore): boolean {
  const state = getState();
  const { question, tables } = state;
  if (question === null) return false;
  const shown = shownTuning(state);
  const isTabled = question.slider === null || (tables?.key === tablesKey(question) && tables.answer.exact);
  return shown?.trust === 'exact' && isTabled && shown.naive !== null;
}

const asked = (which: number, pauseMs: number | null) => ({ which, pauseMs, isRecount: false });

test('whatever is asked one after another, what is asked last becomes exact by itself', async () => {
  const step = fc.record({
    which: fc.nat({ max: 6 }),
    pauseMs: fc.constantFrom(null, 0, 2, 5, 15, 120),
    isRecount: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 8 }),
      fc.array(fc.constantFrom(0, 1, 2, 5), { minLength: 1, maxLength: 7 }),
      async (steps, delays) => {
        const store = createTuningStore(slowClient(delays));
        for (const { which, pauseMs, isRecount } of steps) {
          const question = questions[which];
          if (question) store.getState().ask(question);
          if (pauseMs === null) await vi.waitUntil(() => isSettled(store), settling);
          else if (pauseMs > 0) await wait(pauseMs);
          if (isRecount) store.getState().recount();
        }
        await vi.waitUntil(() => isSettled(store), settling);
        // And stays so: nothing that was asked before comes late.
        await wait(150);
        expect(isSettled(store)).toBe(true);
        store.getState().reset();
      },
    ),
    {
      numRuns: 40,
      endOnFailure: true,
      examples: [
        // Labels that change while a brush rests.
        [
          [asked(1, 5), { ...asked(6, 0), isRecount: true }, { ...asked(0, 15), isRecount: true }],
          [1, 5, 2],
        ],
        // Back before the other method's tables are there; a brush that is taken off before its are.
        [[asked(0, null), asked(2, 2), asked(0, 0)], [5]],
        [[asked(0, null), asked(4, 120), asked(0, 0)], [5]],
        // Back while only a part of the tables is there.
        [
          [asked(2, null), asked(0, 15), asked(4, 2), asked(0, 0)],
          [1, 9],
        ],
      ],
    },
  );
});
