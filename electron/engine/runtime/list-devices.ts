import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Surroundings } from '../surroundings.ts';
import { onnxRuntime } from './onnx-runtime.ts';
import type { ProviderName } from './own-session.ts';
import { probeProvider, type ProbeAnswer } from './probe-provider.ts';

/** One execution provider of this machine, and why it can be used or not. */
export type Device = { readonly name: ProviderName; readonly available: boolean; readonly reason: string };

export type Devices = {
  /** Fastest first; the CPU is last and always there. */
  readonly devices: readonly Device[];
  /** The one that is tried first for a model; each model is compared with the CPU before it is used there. */
  readonly chosen: { readonly name: ProviderName; readonly reason: string };
};

/** Providers that ONNX Runtime knows on a platform, fastest first. */
const byPlatform: Readonly<Partial<Record<NodeJS.Platform, readonly ProviderName[]>>> = {
  linux: ['cuda', 'webgpu', 'cpu'],
  win32: ['dml', 'webgpu', 'cpu'],
  darwin: ['coreml', 'webgpu', 'cpu'],
};

/** What people call them. */
export const deviceNames: Readonly<Record<ProviderName, string>> = {
  cpu: 'CPU',
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  dml: 'DirectML',
  coreml: 'CoreML',
};

/** The one command that adds CUDA's libraries, which the package does not carry. */
export const cudaInstallCommand =
  'ONNXRUNTIME_NODE_INSTALL=cuda12 npm rebuild onnxruntime-node --ignore-scripts=false';

const tried = new Map<ProviderName, Promise<Device>>();

/** The devices of this machine and the choice that `surroundings.device` makes of them. Each is tried once per process, in a child process; never throws. */
export async function listDevices(surroundings: Pick<Surroundings, 'device' | 'threads'>): Promise<Devices> {
  const names = byPlatform[process.platform] ?? ['cpu'];
  const devices = await Promise.all(names.map((name) => device(name, surroundings.threads)));
  return { devices, chosen: choose(devices, surroundings.device) };
}

function choose(devices: readonly Device[], wish: Surroundings['device']): Devices['chosen'] {
  const available = devices.filter((each) => each.available);
  const cpu = { name: 'cpu' as const };
  if (wish === 'cpu') return { ...cpu, reason: 'asked for' };
  if (wish !== 'auto') {
    const wished = devices.find((each) => each.name === wish);
    if (wished?.available) return { name: wish, reason: 'asked for' };
    return {
      ...cpu,
      reason: `${deviceNames[wish]} was asked for: ${wished?.reason ?? 'unknown on this platform'}`,
    };
  }
  const [fastest] = available;
  if (fastest && fastest.name !== 'cpu') {
    return {
      name: fastest.name,
      reason: 'the fastest that started; each model is compared with the CPU first',
    };
  }
  return { ...cpu, reason: devices.length === 1 ? 'the only device' : 'no other works here' };
}

function device(name: ProviderName, threads: number): Promise<Device> {
  if (name === 'cpu') return Promise.resolve({ name, available: true, reason: `${threads} threads` });
  let found = tried.get(name);
  if (!found) {
    found = tryDevice(name);
    tried.set(name, found);
  }
  return found;
}

async function tryDevice(name: ProviderName): Promise<Device> {
  const missing = await missingPart(name).catch(
    (error: unknown) => `cannot be looked for (${String(error)})`,
  );
  if (missing !== null) return { name, available: false, reason: missing };
  const answer: ProbeAnswer = await probeProvider(name).catch((error: unknown) => ({
    works: false,
    reason: String(error),
  }));
  return { name, available: answer.works, reason: answer.reason };
}

/** Why a provider need not even be started; null when it is there. */
async function missingPart(name: ProviderName): Promise<string | null> {
  const { listSupportedBackends } = await onnxRuntime();
  if (!listSupportedBackends().some((backend) => backend.name === name)) {
    return 'not part of this build of ONNX Runtime';
  }
  if (name !== 'cuda') return null;
  const package_ = dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json'));
  const library = join(
    package_,
    'bin/napi-v6',
    process.platform,
    process.arch,
    'libonnxruntime_providers_cuda.so',
  );
  return access(library).then(
    () => null,
    () => `its libraries are not installed; to add them: ${cudaInstallCommand}`,
  );
}
