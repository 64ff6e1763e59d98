/** After so many statements it is worth it: some ten notes are taken of each. */
const mostStatements = 500;
/** How long nobody asks before. */
const restMs = 2_000;

type Options = {
  readonly limit: string;
  /** Runs a statement beside all others. */
  readonly run: (sql: string) => Promise<unknown>;
  /** Whether nothing runs, and what is let go of can be read from the file again. */
  readonly mayForget: () => boolean;
  readonly mostStatements?: number;
  readonly restMs?: number;
};

export type ForgetBlocks = {
  /** To be called with each statement. */
  readonly note: () => void;
  readonly stop: () => void;
};

/**
 * DuckDB notes each use of a block of memory in queues and drops the notes of blocks that are gone only from the 30,000th on in each of six:
 * 200 bytes a note, 40 MB that hold nothing. It reads its queues when memory is short. So when nobody asks, it is told to keep within a
 * limit that nothing fits in: it lets go of what it can, refuses, and goes on under the limit of before.
 */
export function forgetBlocks(options: Options): ForgetBlocks {
  const { limit, run, mayForget } = options;
  const most = options.mostStatements ?? mostStatements;
  let statements = 0;
  const timer = setTimeout(() => void forget(), options.restMs ?? restMs).unref();

  async function forget(): Promise<void> {
    if (statements < most || !mayForget()) return;
    statements = 0;
    // That it is refused is what is wanted; the second is, too, where the database was closed meanwhile.
    await run("SET memory_limit = '1KB'").catch(() => {});
    await run(`SET memory_limit = '${limit}'`).catch(() => {});
  }

  return {
    note() {
      statements += 1;
      timer.refresh();
    },
    stop: () => clearTimeout(timer),
  };
}
