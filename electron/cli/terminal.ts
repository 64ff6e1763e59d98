import { AppError } from '../../shared/errors.ts';

/** The streams and the shell that a command line runs in; tests bring their own. */
export type Terminal = {
  /** Rejects with `failed` when it cannot be written, and from then on. */
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  /** Width of the terminal that standard error is; null where it is none. */
  readonly errColumns: () => number | null;
  readonly nowMs: () => number;
  /** What relative paths are relative to. Throws `failed` where it was removed: absolute ones do without. */
  readonly workingFolder: string;
  readonly environment: Readonly<NodeJS.ProcessEnv>;
  /** Aborts when the person interrupts. */
  readonly signal: AbortSignal;
};

/** The terminal of this process. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdout, stderr } = process;
  // A reader that has seen enough (`| head`) is no failure of ours.
  stdout.on('error', (error) => {
    if (isClosedPipe(error)) process.exit(0);
    // Anything else is told to whoever writes.
  });
  stderr.on('error', () => {});
  let failure: AppError | null = null;
  return {
    async out(text) {
      const error = failure === null ? await written(stdout, text) : null;
      if (error) failure = new AppError('failed', `standard output: ${error.message}`, { cause: error });
      if (failure !== null) throw failure;
    },
    err: (text) => void stderr.write(text),
    // Some terminals do not know their width.
    errColumns: () => (stderr.isTTY ? stderr.columns || 80 : null),
    nowMs: () => performance.now(),
    get workingFolder() {
      return currentFolder();
    },
    environment: process.env,
    signal,
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new AppError('failed', 'the folder that this shell is in is gone; go to another one', {
      cause: error,
    });
  }
}

/** What kept the text from being written; a closed pipe ends the process by itself. */
function written(stream: NodeJS.WriteStream, text: string): Promise<Error | null> {
  return new Promise((resolve) =>
    stream.write(text, (error) => resolve(error && !isClosedPipe(error) ? error : null)),
  );
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && error.code === 'EPIPE';
}
