import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Client } from '../../../shared/ipc/client.ts';
import type { Input, Output } from '../../../shared/ipc/contract.ts';
import type { JudgeEstimate, JudgeReport, UnfinishedJudging } from '../../../shared/ipc/judge-answers.ts';
import { judgeName, PromptChoice, promptOf } from '../../../shared/judge/prompt-choice.ts';
import { leftOfBudget, noSpending, spendingAfter, type LimitsInput, type Spending } from './judge-budget.ts';
import type { JobsStore } from './jobs.ts';
import { asRunning, idle, latestValue, toAppError, type Request } from './request.ts';
import type { WorkspaceStore } from './workspace.ts';

export type JudgeInput = Input<'judge.run'>;
export type StoredJudge = Output<'judge.list'>['judges'][number];

/** What is to be asked, beside who judges (which the app's settings keep). */
export type JudgeDraft = {
  /** Null: the first there is. */
  readonly run: string | null;
  readonly prompt: PromptChoice;
  readonly what: NonNullable<JudgeInput['what']>;
  /** Null: all of them. */
  readonly limit: number | null;
  readonly limits: LimitsInput;
};

/** An answer with what was asked. */
type Answered<T> = { readonly input: JudgeInput; readonly value: T };

/** What a run came to, and what all its parts have used of its budget. */
export type JudgedRun = Answered<JudgeReport> & { readonly spent: Spending };

export type JudgeState = {
  readonly draft: JudgeDraft;
  readonly estimate: Answered<JudgeEstimate> | null;
  readonly report: JudgedRun | null;
  readonly judges: Request<readonly StoredJudge[]>;
  /** Runs of a judge that were stopped before their end, the latest first. */
  readonly unfinished: readonly UnfinishedJudging[];
  readonly change: (patch: Partial<JudgeDraft>) => void;
  readonly runEstimate: (input: JudgeInput) => void;
  /** `spent`: what was used before of the budget in `input`; absent: nothing. */
  readonly run: (input: JudgeInput, spent?: Spending) => void;
  readonly probe: (input: Input<'judge.probe'>) => void;
  /** Asks what is left, with what is left of the budget; nothing for pairs that came from outside. */
  readonly resume: (unfinished: UnfinishedJudging) => void;
  /** It is not to go on. */
  readonly forget: (unfinished: Pick<UnfinishedJudging, 'judge' | 'run' | 'what'>) => Promise<void>;
  /** The last run of this window is not to go on. */
  readonly forgetLast: () => Promise<void>;
  readonly loadJudges: () => Promise<void>;
  readonly reset: () => void;
};

export type JudgeStore = StoreApi<JudgeState>;

/** What a job of the judge is about; with nothing, how all of them begin. */
export function judgeJob(kind: 'estimate' | 'run' | 'probe' | ''): string {
  return `judge:${kind}`;
}

const startDraft: JudgeDraft = {
  run: null,
  prompt: { name: 'binary' },
  what: 'selected',
  limit: null,
  limits: {},
};

/** Whether two runs of the judge ask the same, whatever they may cost: an estimate stays true when only a budget changes. */
export function isSameQuestion(a: JudgeInput, b: JudgeInput): boolean {
  const key = ({ workspace, run, judge, what, limit, grid }: JudgeInput): string =>
    JSON.stringify([workspace, run, judge, what ?? 'selected', limit ?? null, grid ?? null]);
  return key(a) === key(b);
}

/** The judge of the open workspace: what it is to be asked, what it answered, and who has judged so far. All asking is work that goes on elsewhere. */
export function createJudgeStore(api: Client, jobs: JobsStore, workspace: WorkspaceStore): JudgeStore {
  const store = createStore<JudgeState>()((set, get) => {
    let last: JudgeInput | null = null;
    let listing = 0;
    const isOpen = (path: string): boolean => workspace.getState().path === path;

    async function loadJudges(): Promise<void> {
      const { path } = workspace.getState();
      if (path === null) return;
      const own = ++listing;
      // An answer that was overtaken by that of a later question is older than what is shown.
      const isNewest = (): boolean => isOpen(path) && own === listing;
      set({ judges: asRunning(get().judges) });
      try {
        const { judges, unfinished } = await api.call('judge.list', { workspace: path });
        if (isNewest()) set({ judges: { kind: 'ready', value: judges }, unfinished });
      } catch (error) {
        if (!isNewest()) return;
        set({ judges: { kind: 'failed', error: toAppError(error), value: latestValue(get().judges) } });
      }
    }

    return {
      draft: startDraft,
      estimate: null,
      report: null,
      judges: idle,
      unfinished: [],
      change: (patch) => set({ draft: { ...get().draft, ...patch } }),
      runEstimate(input) {
        jobs.getState().start({
          title: `Estimating with ${input.judge.model}`,
          about: judgeJob('estimate'),
          leaves: 'part',
          async work(call) {
            try {
              const value = await call('judge.estimate', input);
              if (isOpen(input.workspace)) set({ estimate: { input, value } });
            } finally {
              await loadJudges();
            }
          },
        });
      },
      run(input, before = noSpending) {
        let spent = before;
        last = input;
        set({ report: null });
        jobs.getState().start({
          title: `Judging with ${input.judge.model}`,
          about: judgeJob('run'),
          leaves: 'part',
          async work(call) {
            const asked = (): JudgeInput => ({ ...input, limits: leftOfBudget(input.limits ?? {}, spent) });
            const figures = () =>
              jobs.getState().jobs.find(({ about }) => about === judgeJob('run'))?.progress?.judge;
            try {
              const value = await call('judge.run', asked(), (last) => {
                spent = spendingAfter(spent, last?.judge);
                return asked();
              });
              const { calls, cost } = value;
              // Where the server does not count tokens, the engine's own count was told on the way.
              const tokens = value.tokens ?? figures()?.tokens ?? { in: 0, out: 0 };
              spent = spendingAfter(spent, { calls, tokens, cost });
              if (isOpen(input.workspace)) set({ report: { input, value, spent }, estimate: null });
            } catch (error) {
              spent = spendingAfter(spent, figures());
              throw error;
            } finally {
              await loadJudges();
            }
          },
        });
      },
      probe(input) {
        jobs.getState().start({
          title: `Probing ${input.judge.model}`,
          about: judgeJob('probe'),
          leaves: 'nothing',
          async work(call) {
            await call('judge.probe', input);
            await loadJudges();
          },
        });
      },
      resume({ asked, spent }) {
        const { path } = workspace.getState();
        if (path === null || asked === null) return;
        get().run({ ...asked, workspace: path }, { ...spent, cost: spent.cost ?? 0 });
      },
      async forget({ judge, run, what }) {
        const { path } = workspace.getState();
        if (path === null) return;
        // Where it cannot be forgotten it is shown again, and can be dismissed again.
        await api.call('judge.forget', { workspace: path, judge, run, what }).catch(() => undefined);
        await loadJudges();
      },
      async forgetLast() {
        if (last === null || !isOpen(last.workspace)) return;
        const { judge, run, what = 'selected' } = last;
        const name = judgeName(judge.model, promptOf(PromptChoice.parse(judge.prompt ?? { name: 'binary' })));
        await get().forget({ judge: name, run, what });
      },
      loadJudges,
      reset() {
        const { draft } = get();
        set({ draft: { ...draft, run: null }, estimate: null, report: null, judges: idle, unfinished: [] });
      },
    };
  });

  // Who has judged is told in the navigation, so it is asked as soon as a workspace is open.
  workspace.subscribe(({ summary }, before) => {
    if (summary.kind === 'ready' && before.summary.kind !== 'ready') void store.getState().loadJudges();
  });
  return store;
}
