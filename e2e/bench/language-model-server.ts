import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

export type LanguageModelServer = { readonly endpoint: string; readonly close: () => void };

/** Compiling it takes minutes, once. */
const patienceMs = 30 * 60_000;

/** Starts a script that serves a language model on the port that it is given; resolves when it lists its models. Rejects when it ends. */
export async function startLanguageModel(script: string): Promise<LanguageModelServer> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}/v1`;
  // A group of its own, so that the script and what it started end together.
  const child = spawn('bash', [script, String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    // Compiled for this very processor, llama.cpp ended with a protection fault where a virtual machine shows AMX.
    env: { CMAKE_ARGS: '-DGGML_NATIVE=OFF', ...process.env },
  });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said = `${said}${bytes.toString()}`.slice(-2_000)));
  const deadline = performance.now() + patienceMs;
  while (!(await answers(endpoint))) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended: ${said}`);
    if (performance.now() > deadline) throw new Error('the server did not answer in time');
    await setTimeout(1_000);
  }
  return { endpoint, close: () => endGroup(child) };
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid);
  } catch {
    // It has ended by itself.
  }
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(`${endpoint}/models`).then(
    ({ ok }) => ok,
    () => false,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
