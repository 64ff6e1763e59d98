import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'negscope-bench');

/** A Python with sentence-transformers, in an environment of its own under the user's cache; made when it is not there (some minutes, some gigabytes). */
export async function peerPython(): Promise<string> {
  const environment = join(folder, 'sentence-transformers');
  const python = join(environment, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const ready = join(environment, 'negscope-ready');
  if (existsSync(ready)) return python;
  process.stderr.write('Installing sentence-transformers for the comparison…\n');
  await mkdir(folder, { recursive: true });
  await run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', environment]);
  const pip = ['-m', 'pip', 'install', '--quiet', 'sentence-transformers[onnx]', 'onnxruntime'];
  await run(python, pip, { maxBuffer: 2 ** 26 });
  await writeFile(ready, '');
  return python;
}

/** The model for both of its backends, made once. */
export async function peerModel(python: string, script: string, model: string): Promise<string> {
  const target = join(folder, 'all-MiniLM-L6-v2');
  if (!existsSync(join(target, 'model.safetensors'))) await run(python, [script, 'prepare', model, target]);
  return target;
}
