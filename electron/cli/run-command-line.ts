import { CommanderError } from 'commander';
import { AppError } from '../../shared/errors.ts';
import type { EngineStart } from '../engine/create-engine.ts';
import { createProgram } from './create-program.ts';
import { createSession } from './create-session.ts';
import { exitCodeOf } from './exit-code.ts';
import { GlobalOptions } from './global-options.ts';
import { oneLine, visibleText } from './output/visible-text.ts';
import { createProgressDisplay } from './progress/progress-display.ts';
import type { RunCommand } from './session.ts';
import type { Terminal } from './terminal.ts';

/** What the command line is built into: its version, and how an engine is started with the options given. */
export type Product = {
  readonly version: string;
  readonly engineStart: (
    options: GlobalOptions,
    environment: Readonly<NodeJS.ProcessEnv>,
  ) => Promise<EngineStart>;
};

/** Runs `args` (without program and script) and returns the exit code: 0 done, 1 failed, 2 wrong usage, 130 interrupted. */
export async function runCommandLine(
  args: readonly string[],
  terminal: Terminal,
  product: Product,
): Promise<number> {
  let help = '';
  let interrupted = 'what is done is kept, and the same command goes on from there';
  const run: RunCommand = async (work, leaves = interrupted) => {
    interrupted = leaves;
    const options = GlobalOptions.parse(program.opts());
    const display = createProgressDisplay(
      { write: terminal.err, columns: terminal.errColumns, nowMs: terminal.nowMs },
      options.quiet,
    );
    const session = createSession(terminal, display, () =>
      product.engineStart(options, terminal.environment),
    );
    try {
      const answer = await work(session);
      display.clear();
      await terminal.out(options.json ? `${JSON.stringify(answer.json)}\n` : `${visibleText(answer.text)}\n`);
    } finally {
      display.clear();
      await session.close();
    }
  };
  const program = createProgram(run, { version: product.version, write: (text) => void (help += text) });
  try {
    await program.parseAsync(args, { from: 'user' }).catch(async (error: unknown) => {
      if (!(error instanceof CommanderError && error.exitCode === 0)) throw error;
      await terminal.out(asksJson(args) ? `${JSON.stringify({ text: help.trim() })}\n` : help);
    });
    return 0;
  } catch (error) {
    return report(failureOf(error, terminal.signal, interrupted), asksJson(args), terminal);
  }
}

async function report(failure: AppError, json: boolean, terminal: Terminal): Promise<number> {
  const message = oneLine(failure.message);
  const lines = new Set(json ? [] : [message]);
  if (json) {
    await terminal
      .out(`${JSON.stringify({ error: { code: failure.code, message } })}\n`)
      .catch((error: Error) => {
        // Where the object cannot be printed, the lines say what it would have said, and why: often the same.
        lines.add(message).add(oneLine(error.message));
      });
  }
  for (const line of lines) terminal.err(`negscope: ${line}\n`);
  return exitCodeOf(failure.code);
}

/** Any failure as one line with a code; `interrupted` says what Ctrl-C left. */
function failureOf(error: unknown, signal: AbortSignal, interrupted: string): AppError {
  if (signal.aborted) return new AppError('cancelled', `interrupted; ${interrupted}`);
  if (error instanceof AppError) return error;
  if (error instanceof CommanderError) {
    const said = error.message.replace(/^error: /u, '');
    return new AppError(
      'wrong-usage',
      `${error.code === 'commander.help' ? 'a command is needed' : said} (negscope --help shows how)`,
    );
  }
  return new AppError('failed', error instanceof Error ? error.message : String(error), { cause: error });
}

/** Also where the arguments could not be understood: what was asked for as JSON must fail as JSON. */
function asksJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).includes('--json');
}
