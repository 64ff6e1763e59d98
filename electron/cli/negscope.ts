#!/usr/bin/env node
import { interruption } from './interruption.ts';
import { processTerminal } from './terminal.ts';
import { runCommandLine } from './run-command-line.ts';

declare const __APP_VERSION__: string;

const code = await runCommandLine(process.argv.slice(2), processTerminal(interruption()), {
  version: __APP_VERSION__,
  engineStart: async (options, environment) => {
    const { engineStart } = await import('./engine-start.ts');
    return engineStart(options, environment, __APP_VERSION__);
  },
});
// Not left to the event loop: native libraries keep threads and sockets that would hold the process.
process.exit(code);
