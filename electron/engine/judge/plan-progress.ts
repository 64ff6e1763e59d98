import { answerStates, type AnswerState, type FailedState } from '../../../shared/judge/answer-state.ts';
import type { JudgementRow } from './judgement-row.ts';
import type { JudgePlan } from './judge-plan.ts';
import { pairKey, type KnownJudgement } from './judgement-store.ts';

/** How the pairs of a plan stand while they are judged: a code a pair. */
export type PlanProgress = {
  /** Places that must be asked. */
  readonly open: Int32Array;
  /** Places that were answered, or failed, before this call. */
  readonly before: number;
  /** Places that are answered, or failed, now. */
  readonly done: () => number;
  readonly settled: (row: JudgementRow, place: number) => void;
  /** An older row of this judge gives way to a new one. */
  readonly isReplaced: (row: JudgementRow) => boolean;
  readonly counts: () => {
    readonly judged: number;
    readonly relevant: number;
    readonly grades: Readonly<Record<string, number>>;
    readonly failed: Readonly<Partial<Record<FailedState, number>>>;
  };
};

const notAsked = -1;

/** Compares a plan with what is stored. Pairs that only a budget kept from being asked are open; failed ones with `retryFailed`. */
export function createPlanProgress(
  plan: JudgePlan,
  known: ReadonlyMap<number, KnownJudgement>,
  retryFailed: boolean,
): PlanProgress {
  const size = plan.queries.length;
  const states = new Int8Array(size).fill(notAsked);
  const grades = new Float64Array(size).fill(Number.NaN);
  const relevant = new Uint8Array(size);
  const places = new Int32Array(size);
  let openCount = 0;
  let settledNow = 0;
  for (let place = 0; place < size; place++) {
    const before = known.get(pairKey(plan.queries[place] ?? 0, plan.documents[place] ?? 0));
    if (before === undefined || before.state === 'budget' || (retryFailed && before.state !== 'answered')) {
      places[openCount] = place;
      openCount++;
    }
    if (before === undefined) continue;
    states[place] = codeOf(before.state);
    grades[place] = before.grade ?? Number.NaN;
    relevant[place] = before.relevant === true ? 1 : 0;
  }
  const open = places.subarray(0, openCount);
  return {
    open,
    before: size - open.length,
    done: () => size - open.length + settledNow,
    settled(row, place) {
      settledNow++;
      states[place] = codeOf(row.state);
      grades[place] = row.grade ?? Number.NaN;
      relevant[place] = row.relevant === true ? 1 : 0;
    },
    isReplaced: ({ query, document }) => known.has(pairKey(query, document)),
    counts() {
      const byGrade: Record<string, number> = {};
      const failed: Partial<Record<FailedState, number>> = {};
      let judged = 0;
      let relevantOnes = 0;
      for (let place = 0; place < size; place++) {
        const state = answerStates[states[place] ?? notAsked];
        if (state === undefined) continue;
        if (state !== 'answered') {
          failed[state] = (failed[state] ?? 0) + 1;
          continue;
        }
        judged++;
        relevantOnes += relevant[place] ?? 0;
        const grade = String(grades[place]);
        byGrade[grade] = (byGrade[grade] ?? 0) + 1;
      }
      return { judged, relevant: relevantOnes, grades: byGrade, failed };
    },
  };
}

function codeOf(state: AnswerState): number {
  return answerStates.indexOf(state);
}
