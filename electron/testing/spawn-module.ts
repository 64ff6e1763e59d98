import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { basename, resolve } from 'node:path';
import { build } from 'vite';

const cache = resolve(import.meta.dirname, '../../.cache/test-modules');

/** A TypeScript module as one JavaScript file that plain Node runs; packages stay imports. Absolute path. */
export async function bundleForNode(module: URL): Promise<string> {
  const name = basename(module.pathname, '.ts');
  const outDir = resolve(cache, `${name}-${process.pid}`);
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: module.pathname,
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'module.mjs' } },
    },
  });
  return resolve(outDir, 'module.mjs');
}

/** Runs a bundled module in a process of its own; what it prints is for `firstLine`, its errors are for whoever reads the test. */
export function spawnModule(
  file: string,
  parameters: readonly string[],
  options: SpawnOptions & { readonly prefix?: readonly string[] } = {},
): ChildProcess {
  const [command = process.execPath, ...rest] = [
    ...(options.prefix ?? []),
    process.execPath,
    file,
    ...parameters,
  ];
  return spawn(command, rest, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
}

/** The first whole line that a process prints; rejects when it ends before. */
export function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve_, reject) => {
    let text = '';
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString('utf8');
      const end = text.indexOf('\n');
      if (end >= 0) resolve_(text.slice(0, end));
    });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      reject(new Error(`the process ended (${code ?? signal}) after printing ${JSON.stringify(text)}`)),
    );
  });
}

/** Kills a process that still runs, without a chance to tidy up, and waits until it is gone. */
export async function killModule(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve_) => child.once('close', () => resolve_()));
  child.kill('SIGKILL');
  await ended;
}
