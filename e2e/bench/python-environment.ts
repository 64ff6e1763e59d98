import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A Python with these packages, in an environment of its own under the user's cache; made, or added to, when something is missing. */
export async function pythonEnvironment(name: string, packages: readonly string[]): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'negscope-bench');
  const environment = join(cache, name);
  const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const missing = packages.filter((each) => !existsSync(readyFile(environment, each)));
  if (missing.length === 0) return python;
  process.stderr.write(`Installing ${missing.join(', ')} for the comparison…\n`);
  await mkdir(cache, { recursive: true });
  if (!existsSync(python)) {
    await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', environment]);
  }
  await run(python, ['-m', 'pip', 'install', '--quiet', ...missing], { maxBuffer: 2 ** 26 });
  for (const each of missing) await writeFile(readyFile(environment, each), '');
  return python;
}

function readyFile(environment: string, name: string): string {
  return join(environment, `has-${name.replaceAll(/[^a-z0-9-]/g, '_')}`);
}
