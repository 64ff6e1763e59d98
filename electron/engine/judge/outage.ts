/** Connections that failed in a row, of whichever question: a server that is gone is asked a few times in all, not a few times for each pair. */
export type Outage = {
  /** A connection failed. `startedAt`: when its request began; requests that were under way together fail together, and count once. */
  readonly failed: (question: string, startedAt: number) => OutageState;
  /** The server said something. */
  readonly over: () => void;
};

export type OutageState = {
  /** Failures one after another without an answer between. */
  readonly rounds: number;
  /** Whether they were of more than one question; of one, it may be what is asked. */
  readonly isForAll: boolean;
};

export function createOutage(nowMs: () => number = () => performance.now()): Outage {
  let rounds = 0;
  let countedAt = -Infinity;
  const questions = new Set<string>();
  return {
    failed(question, startedAt) {
      questions.add(question);
      if (startedAt >= countedAt) {
        rounds++;
        countedAt = nowMs();
      }
      return { rounds, isForAll: questions.size > 1 };
    },
    over() {
      rounds = 0;
      questions.clear();
    },
  };
}
