import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { WorkspaceSummary } from '../../../shared/ipc/data-calls.ts';
import type { View } from '../../../shared/ipc/view-calls.ts';
import type { ScoreRange } from '../setting/methods.ts';
import type { JobsStore } from './jobs.ts';

export type TeacherState = WorkspaceSummary['teachers'][number];

/** A teacher's candidates of one split: retrieved to one depth, or those of a run that came with the data. */
export type PoolChoice = {
  readonly workspace: string;
  readonly teacher: string;
  readonly split: string;
  readonly poolSize: number;
  readonly supplied?: string;
};

/** What is chosen on screen. */
type Chosen = {
  readonly teacher: string | null;
  readonly split: string | null;
  /** A run of negatives that came with the data, looked at in place of retrieved candidates. */
  readonly supplied: string | null;
};

/** A pool that is at hand, and what of it no setting changes. */
export type ReadyPool = Pick<Output<'pool.prepare'>, 'rows' | 'candidates' | 'excluded' | 'scores'> & {
  readonly choice: PoolChoice;
};

export type ViewState = Chosen & {
  /** The pool that the engine has at hand; views of other choices must wait. */
  readonly ready: ReadyPool | null;
  /** The choice that is being prepared, or that failed. */
  readonly asked: PoolChoice | null;
  /** Another split is looked at by its retrieved candidates, unless a run is chosen with it. */
  readonly choose: (patch: Partial<Chosen>) => void;
  /** Retrieves a pool as a job, unless it is at hand or was asked for already. */
  readonly prepare: (choice: PoolChoice, teacher: TeacherState) => void;
  /** What was asked for, stopped and put aside is wanted after all. */
  readonly prepareAgain: () => void;
  /** The engine lost its pools; they are prepared again when they are next needed. */
  readonly forgetPool: () => void;
};

export type ViewStore = StoreApi<ViewState>;

/** Which teacher's candidates of which split are looked at. */
export function createViewStore(jobs: JobsStore): ViewStore {
  return createStore<ViewState>()((set, get) => ({
    teacher: null,
    split: null,
    supplied: null,
    ready: null,
    asked: null,
    choose: (patch) => set(patch.split === undefined ? patch : { supplied: null, ...patch }),
    // What is being prepared just now survives by itself: its job issues the call again.
    forgetPool: () => set({ ready: null, asked: get().ready ? null : get().asked }),
    prepareAgain: () => set({ asked: null }),
    prepare(choice, teacher) {
      if (isSameChoice(get().ready?.choice, choice) || isSameChoice(get().asked, choice)) return;
      set({ asked: choice });
      jobs.getState().start({
        title: `${choice.supplied === undefined ? 'Finding the candidates' : `Scoring ${choice.supplied}`} with ${choice.teacher}`,
        about: 'pool',
        // Each score of a cross-encoder is kept; a search is whole or not there.
        leaves: teacher.kind === 'cross-encoder' ? 'part' : 'nothing',
        async work(call) {
          const { rows, candidates, excluded, scores } = await call('pool.prepare', choice);
          if (isSameChoice(get().asked, choice))
            set({ ready: { choice, rows, candidates, excluded, scores }, asked: null });
        },
      });
    },
  }));
}

const unscored: ScoreRange = { min: 0, max: 1 };

/** Where the scores of the pool at hand lie; 0 to 1 while there is none, or nothing in it is scored. */
export function scoresOf({ ready }: Pick<ViewState, 'ready'>): ScoreRange {
  return ready?.scores ?? unscored;
}

export function isSameChoice(a: PoolChoice | null | undefined, b: PoolChoice | null | undefined): boolean {
  if (!a || !b) return false;
  return (
    a.workspace === b.workspace &&
    a.teacher === b.teacher &&
    a.split === b.split &&
    a.supplied === b.supplied &&
    a.poolSize === b.poolSize
  );
}

/** Whether the same candidates are looked at, to whatever depth. */
export function isSameChosen(a: Chosen, b: Chosen): boolean {
  return a.teacher === b.teacher && a.split === b.split && a.supplied === b.supplied;
}

/** The pool that the choice on screen needs; null while something is not chosen. */
export function choiceOf(
  workspace: string | null,
  { teacher, split, supplied }: Chosen,
  settings: MiningSettings,
): PoolChoice | null {
  if (workspace === null || teacher === null || split === null) return null;
  const { poolSize } = settings;
  return { workspace, teacher, split, poolSize, ...(supplied === null ? {} : { supplied }) };
}

/** What the engine is asked about; null while its pool is not at hand. */
export function viewOf(
  choice: PoolChoice | null,
  ready: ReadyPool | null,
  settings: MiningSettings,
): View | null {
  if (!choice || !isSameChoice(ready?.choice, choice)) return null;
  const { poolSize: _, ...chosen } = choice;
  return { ...chosen, settings };
}

/** True when nothing is left to encode; teachers without vectors of their own are always ready. */
export function isEncoded({ encoding }: TeacherState): boolean {
  return (
    encoding === null ||
    (encoding.documents.done >= encoding.documents.total && encoding.queries.done >= encoding.queries.total)
  );
}

/** The teacher to start with: the chosen one if it is there, else the first that is ready, else the first. */
export function defaultTeacher(summary: WorkspaceSummary, chosen: string | null): string | null {
  const names = summary.teachers.map(({ name }) => name);
  if (chosen !== null && names.includes(chosen)) return chosen;
  return (summary.teachers.find(isEncoded) ?? summary.teachers[0])?.name ?? null;
}

/** The split to start with: the chosen one if it is there, else `train`, else the first. */
export function defaultSplit(summary: WorkspaceSummary, chosen: string | null): string | null {
  const splits = Object.keys(summary.splits);
  if (chosen !== null && splits.includes(chosen)) return chosen;
  return splits.includes('train') ? 'train' : (splits[0] ?? null);
}
