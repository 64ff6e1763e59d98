import type { Client } from '../../../shared/ipc/client.ts';
import { replaceableWork } from './replaceable-work.ts';
import { inputOf, naiveQuestion, pointKey, tablesKey, type TuneQuestion } from './tune-question.ts';
import type { Keyed, TablesAnswer } from './tuning.ts';

/** Counts what lies at every value of the slider: until everything is counted, and again when labels changed. */
export type TableCounts = {
  /** Counts for a question and shows each part. */
  readonly count: (question: TuneQuestion) => void;
  /** Labels changed: counts again for what is on screen, which stays until the new numbers are whole. */
  readonly outdate: () => void;
  /** Counts again where labels changed since what is on screen was counted. */
  readonly refresh: () => void;
  /** Tables of other questions would come when these are wanted, and stay. */
  readonly stopOthers: (question: TuneQuestion) => void;
  readonly reset: () => void;
};

type Shown = { readonly tables?: Keyed; readonly naive?: Keyed };

type Hooks = {
  readonly question: () => TuneQuestion | null;
  /** The numbers without any rule that are on screen. */
  readonly naive: () => Keyed | null;
  readonly show: (numbers: Shown) => void;
  /** Tables and outlines of this question are there. */
  readonly onWhole: (key: string) => void;
  /** They were counted again. */
  readonly onRecounted: () => void;
  readonly onError: (error: unknown) => void;
};

export function createTableCounts(api: Client, hooks: Hooks): TableCounts {
  /** Changes of labels that were told of, and how many of them the tables on screen are sure to have. */
  let told = 0;
  let counted = 0;
  const counting = replaceableWork({ onError: hooks.onError, onEnd: refresh });

  /** Tables over more and more of the candidates, at last over all; none for a setting without a slider. */
  async function* countedTables(question: TuneQuestion, signal: AbortSignal): AsyncGenerator<TablesAnswer> {
    const { slider } = question;
    for (let after = 0; slider !== null;) {
      const answer = await api.call('tune.tables', { ...inputOf(question), slider, after }, { signal });
      signal.throwIfAborted();
      yield answer;
      if (answer.rowsDone >= answer.rowsTotal) return;
      after = answer.rowsDone;
    }
  }

  /** The numbers without any rule, which the outlines of the charts need; none where there is no such comparison. */
  async function outlines(naive: TuneQuestion, signal: AbortSignal): Promise<Keyed> {
    const answer = await api.call('tune.filter', inputOf(naive), { signal });
    signal.throwIfAborted();
    return { key: pointKey(naive), answer };
  }

  async function countShowing(question: TuneQuestion, signal: AbortSignal): Promise<void> {
    const key = tablesKey(question);
    const asOf = told;
    for await (const answer of countedTables(question, signal)) {
      counted = asOf;
      hooks.show({ tables: { key, answer } });
    }
    const naive = naiveQuestion(question);
    if (naive !== null && hooks.naive()?.key !== pointKey(naive))
      hooks.show({ naive: await outlines(naive, signal) });
    hooks.onWhole(key);
  }

  async function countAgain(question: TuneQuestion, signal: AbortSignal): Promise<void> {
    const asOf = told;
    try {
      let tables: TablesAnswer | null = null;
      for await (const answer of countedTables(question, signal)) tables = answer;
      const naive = naiveQuestion(question);
      const without = naive && (await outlines(naive, signal));
      if (tables !== null) hooks.show({ tables: { key: tablesKey(question), answer: tables } });
      if (without !== null) hooks.show({ naive: without });
    } finally {
      // What failed is tried again at the next change, not at once.
      if (!signal.aborted) counted = asOf;
    }
    if (!signal.aborted) hooks.onRecounted();
  }

  function refresh(): void {
    const question = hooks.question();
    if (question === null || counting.working() !== null || counted >= told) return;
    void counting.start(tablesKey(question), (signal) => countAgain(question, signal));
  }

  return {
    count(question) {
      const key = tablesKey(question);
      if (counting.working() !== key) void counting.start(key, (signal) => countShowing(question, signal));
    },
    outdate() {
      told += 1;
      refresh();
    },
    refresh,
    stopOthers: (question) => counting.stopOthers(tablesKey(question)),
    reset() {
      counted = told;
      counting.stop();
    },
  };
}
