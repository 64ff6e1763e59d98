import { spawn, type ChildProcess } from 'node:child_process';

export type CliResult = { readonly code: number | null; readonly out: string; readonly err: string };

/** A command that runs; `result` resolves when it has ended. */
export type RunningCli = { readonly process: ChildProcess; readonly result: Promise<CliResult> };

export type CliOptions = {
  readonly folder: string;
  readonly environment?: Readonly<NodeJS.ProcessEnv>;
  /** An open file in place of the pipe that `out` is read from. */
  readonly stdout?: number;
};

/** Starts the command line as a real process, in `folder`, with a cache of its own there. */
export function startCli(cli: string, args: readonly string[], options: CliOptions): RunningCli {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: options.folder,
    stdio: ['ignore', options.stdout ?? 'pipe', 'pipe'],
    env: { ...process.env, NEGSCOPE_CACHE: `${options.folder}/cache`, ...options.environment },
  });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (bytes: Buffer) => out.push(bytes));
  child.stderr?.on('data', (bytes: Buffer) => err.push(bytes));
  const result = new Promise<CliResult>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      resolve({ code, out: Buffer.concat(out).toString('utf8'), err: Buffer.concat(err).toString('utf8') }),
    );
  });
  return { process: child, result };
}

/** Runs a command with `--json`: its exit code and the one object that it printed. Anything else on standard output fails. */
export async function runJson(
  cli: string,
  args: readonly string[],
  options: CliOptions,
): Promise<{ readonly code: number | null; readonly json: Readonly<Record<string, unknown>> }> {
  const { code, out, err } = await startCli(cli, [...args, '--json', '--quiet'], options).result;
  const lines = out.split('\n');
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`not one line of JSON: ${out}\n${err}`);
  const json: unknown = JSON.parse(lines[0] ?? '');
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error(`no object: ${out}`);
  return { code, json: { ...json } };
}
