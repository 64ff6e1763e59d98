/** The streams and the shell that a command line runs in; tests bring their own. */
export type Terminal = {
  readonly out: (text: string) => Promise<void>;
  readonly err: (text: string) => void;
  /** Width of the terminal that standard error is; null where it is none. */
  readonly errColumns: () => number | null;
  readonly nowMs: () => number;
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
    if ('code' in error && error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  stderr.on('error', () => {});
  return {
    out: (text) => new Promise((resolve) => stdout.write(text, () => resolve())),
    err: (text) => void stderr.write(text),
    // Some terminals do not know their width.
    errColumns: () => (stderr.isTTY ? stderr.columns || 80 : null),
    nowMs: () => performance.now(),
    workingFolder: process.cwd(),
    environment: process.env,
    signal,
  };
}
