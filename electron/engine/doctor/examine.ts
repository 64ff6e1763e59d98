import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism, freemem, release } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Output } from '../../../shared/ipc/contract.ts';
import { memoryLimit } from '../memory-limit.ts';
import { listDevices } from '../runtime/list-devices.ts';
import { onnxRuntime } from '../runtime/onnx-runtime.ts';
import type { Surroundings } from '../surroundings.ts';
import { freeSpace } from './free-space.ts';
import { missingParts } from './missing-parts.ts';

/** What this program runs on and with: a snapshot. Devices are tried, which may take seconds the first time. */
export async function examine(surroundings: Surroundings): Promise<Output<'engine.doctor'>> {
  const { devices, chosen } = await listDevices(surroundings);
  return {
    version: surroundings.appVersion,
    node: process.versions.node,
    electron: process.versions['electron'] ?? installedVersion('electron'),
    platform: `${process.platform} ${process.arch}, ${release()}`,
    cpus: availableParallelism(),
    threads: surroundings.threads,
    memory: { total_bytes: memoryLimit(), free_bytes: freemem() },
    disk: await freeSpace(surroundings.cacheFolder),
    libraries: {
      duckdb: await duckdbVersion(),
      onnxruntime: await onnxRuntimeVersion(),
      ...installedVersions(['@huggingface/tokenizers', 'openai']),
    },
    devices: [...devices],
    chosen,
    missing: [...(await missingParts(surroundings, devices))],
  };
}

async function duckdbVersion(): Promise<string> {
  return orReason(async () => (await import('@duckdb/node-api')).version().replace(/^v/u, ''));
}

async function onnxRuntimeVersion(): Promise<string> {
  return orReason(async () => (await onnxRuntime()).env.versions.node ?? 'unknown');
}

/** A native library that does not load is what a doctor is asked about: it must not stop the answer. */
async function orReason(version: () => Promise<string>): Promise<string> {
  try {
    return await version();
  } catch (error) {
    const [reason] = String(error).split('\n');
    return `cannot be loaded: ${reason}`;
  }
}

function installedVersions(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, installedVersion(name) ?? 'not found']));
}

/** Read from the folders where Node looks: not every package lets its `package.json` be imported. */
function installedVersion(name: string): string | null {
  for (const folder of createRequire(import.meta.url).resolve.paths(name) ?? []) {
    try {
      const package_: unknown = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8'));
      return z.object({ version: z.string() }).parse(package_).version;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}
