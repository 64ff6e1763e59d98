import { interruption } from './interruption.ts';
import { runCommandLine } from './run-command-line.ts';
import { processTerminal } from './terminal.ts';

declare const __APP_VERSION__: string;

/** Runs a command in this process, with its streams; returns the exit code. */
export function runHere(args: readonly string[]): Promise<number> {
  return runCommandLine(args, processTerminal(interruption()), {
    version: __APP_VERSION__,
    engineStart: async (options, environment) => {
      const { engineStart } = await import('./engine-start.ts');
      return engineStart(options, environment, __APP_VERSION__);
    },
  });
}
