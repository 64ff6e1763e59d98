import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { oneLine } from './open-session.ts';
import type { ProviderName } from './own-session.ts';

export type ProbeAnswer = { readonly works: boolean; readonly reason: string };

/** y = a · b for two 2 × 2 float32 matrices: the smallest graph that makes a provider start its device. ONNX, opset 13. */
const tinyGraph =
  'CAg6VQoRCgFhCgFiEgF5IgZNYXRNdWwSAWdaEwoBYRIOCgwIARIICgIIAgoCCAJaEwoBYhIOCgwIARIICgIIAgoCCAJiEwoBeRIOCgwIARIICgIIAgoCCAJCAhAN';

const script = `
const [runtimePath, provider, graph] = process.argv.slice(1);
const { InferenceSession, Tensor } = require(runtimePath);
(async () => {
  const session = await InferenceSession.create(Buffer.from(graph, 'base64'), { executionProviders: [provider], logSeverityLevel: 4 });
  const two = () => new Tensor('float32', Float32Array.of(1, 2, 3, 4), [2, 2]);
  const { y } = await session.run({ a: two(), b: two() });
  if (y.data.join() !== '7,10,15,22') throw new Error('2 x 2 product came out as ' + y.data.join());
  process.stdout.write('works', () => process.exit(0));
})().catch((error) => process.stdout.write(String(error.message).split('\\n')[0], () => process.exit(1)));
`;

/**
 * Starts a provider in a child process: a driver that crashes takes the child, not the engine. Never throws.
 * A provider that needs more than `timeoutMs` counts as not working.
 */
export function probeProvider(provider: ProviderName, timeoutMs = 20_000): Promise<ProbeAnswer> {
  const runtimePath = createRequire(import.meta.url).resolve('onnxruntime-node');
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['-e', script, runtimePath, provider, tinyGraph],
      // Electron's own executable is a Node with this.
      { timeout: timeoutMs, windowsHide: true, env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } },
      (error, stdout) => {
        if (!error && stdout === 'works') return resolve({ works: true, reason: 'started and computed' });
        const said = oneLine(stdout.trim());
        if (error?.signal)
          return resolve({ works: false, reason: `its driver ended the trial (${error.signal})` });
        return resolve({ works: false, reason: said || error?.message.split('\n')[0] || 'gave no answer' });
      },
    );
  });
}
