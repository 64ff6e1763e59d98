import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The sample data set of the repository. */
export const sampleFolder = resolve(import.meta.dirname, '../resources/sample');

/** Runs the built command line and gives its JSON. */
export async function negscope(...args: readonly string[]): Promise<unknown> {
  const program = resolve(import.meta.dirname, '../dist/main/negscope.js');
  const { stdout } = await run(process.execPath, [program, ...args, '--json', '--quiet']);
  return JSON.parse(stdout);
}
