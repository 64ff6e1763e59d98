import type { CallsOf, Input, Output } from '../../shared/ipc/contract.ts';

/** What a command prints: one object with `--json`, else sentences and tables. */
export type Answer = { readonly json: Readonly<Record<string, unknown>>; readonly text: string };

/** What a command is given: the engine, wherever it runs, and the few things it may know of the shell. */
export type Session = {
  /** Asks the engine that holds `workspace`, or one in this process. Progress is shown and Ctrl-C cancels. */
  readonly call: <N extends CallsOf<'engine'>>(
    workspace: string | null,
    name: N,
    input: Input<N>,
  ) => Promise<Output<N>>;
  /** A path as typed, from the working folder of the shell. */
  readonly absolute: (path: string) => string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
};

/** What Ctrl-C leaves of a command that only reads. */
export const nothingChanged = 'nothing was changed: run the same command again';

/** Runs a command's work and prints its answer. `interrupted`: what Ctrl-C leaves, where the work does not go on from there. */
export type RunCommand = (work: (session: Session) => Promise<Answer>, interrupted?: string) => Promise<void>;
