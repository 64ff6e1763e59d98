import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLogger } from '../log.ts';
import { tinyGraph } from '../teachers/onnx/testing/tiny-model.ts';
import { lowestCosine, openOnBestDevice } from './execution-provider.ts';
import { listDevices } from './list-devices.ts';
import type { ModelFiles } from './open-on-cpu.ts';
import { probeProvider } from './probe-provider.ts';

const around = { threads: 1, log: silentLogger };
const probe = () => Promise.resolve({ rows: Float32Array.of(1, 2), width: 2 });

describe('devices', () => {
  let folder: string;
  let files: ModelFiles;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'negscope-device-'));
    files = { graph: join(folder, 'model.onnx'), externalData: [] };
    await writeFile(
      files.graph,
      tinyGraph({ inputs: ['input_ids'], outputs: { last_hidden_state: 'tokens' } }),
    );
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('starts the CPU in a child process, and says what keeps an unknown provider from starting', async () => {
    expect(await probeProvider('cpu')).toEqual({ works: true, reason: 'started and computed' });
    const coreml = await probeProvider(process.platform === 'darwin' ? 'dml' : 'coreml');
    expect(coreml.works).toBe(false);
    expect(coreml.reason).not.toBe('');
  }, 60_000);

  it('lists every device of the platform with a reason; the CPU is last and always there', async () => {
    const { devices, chosen } = await listDevices({ device: 'auto', threads: 3 });
    expect(devices.at(-1)).toEqual({ name: 'cpu', available: true, reason: '3 threads' });
    expect(devices.every(({ reason }) => reason !== '')).toBe(true);
    expect(devices.some(({ name, available }) => name === chosen.name && available)).toBe(true);
    expect((await listDevices({ device: 'cpu', threads: 3 })).chosen).toEqual({
      name: 'cpu',
      reason: 'asked for',
    });
  }, 60_000);

  it('runs a model on the CPU when asked to, and on something that works otherwise, with a reason', async () => {
    const cpu = await openOnBestDevice(files, { ...around, device: 'cpu' }, probe);
    expect(cpu).toMatchObject({
      provider: 'cpu',
      device: 'CPU, 1 thread',
      deviceReason: 'asked for; one batch at a time',
    });
    await cpu.session.release();
    const best = await openOnBestDevice(files, { ...around, device: 'auto' }, probe);
    expect(best.device).toMatch(/^(CPU, 1 thread|CUDA|WebGPU|DirectML|CoreML)$/);
    expect(best.deviceReason).not.toBe('');
    await best.session.release();
  }, 60_000);

  it('does not replace a device that was asked for in silence', async () => {
    const absent = process.platform === 'darwin' ? 'dml' : 'coreml';
    await expect(openOnBestDevice(files, { ...around, device: absent }, probe)).rejects.toThrow(
      /this device cannot be used for .*; try --device cpu/,
    );
  }, 60_000);
});

describe('lowestCosine', () => {
  it('finds the row that differs, lets zero rows agree, and does not pass what is not a number', () => {
    const rows = (...values: readonly number[]) => ({ rows: Float32Array.from(values), width: 2 });
    expect(lowestCosine(rows(1, 0, 0, 2), rows(3, 0, 0, 1))).toBe(1);
    expect(lowestCosine(rows(1, 0, 0, 2), rows(1, 0, 1, 0))).toBe(0);
    expect(lowestCosine(rows(0, 0), rows(0, 0))).toBe(1);
    expect(lowestCosine(rows(1, 0), rows(Number.NaN, 0))).toBeNaN();
    expect(lowestCosine(rows(1, 0), rows(1, 0, 0, 1))).toBeNaN();
  });
});
