import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { calls } from '../../../shared/ipc/contract.ts';
import { silentLogger } from '../log.ts';
import { examine } from './examine.ts';
import { freeSpace } from './free-space.ts';
import { missingParts } from './missing-parts.ts';

const surroundings = {
  resourcesFolder: join(tmpdir(), 'no-such-resources'),
  cacheFolder: join(tmpdir(), 'no', 'such', 'cache'),
  threads: 1,
  device: 'cpu',
  appVersion: '1.2.3',
  log: silentLogger,
} as const;

describe('doctor', () => {
  it('answers as the contract says, with a CPU that is always there and a reason for each device', async () => {
    const found = calls['engine.doctor'].output.parse(await examine(surroundings));
    expect(found).toMatchObject({ version: '1.2.3', node: process.versions.node, threads: 1 });
    expect(found.chosen.name).toBe('cpu');
    expect(found.devices).toContainEqual(expect.objectContaining({ name: 'cpu', available: true }));
    expect(found.devices.every(({ reason }) => reason !== '')).toBe(true);
    expect(found.libraries).toMatchObject({
      duckdb: expect.stringMatching(/^\d+\.\d+\.\d+/u),
      onnxruntime: expect.stringMatching(/^\d+\.\d+\.\d+/u),
      '@huggingface/tokenizers': expect.stringMatching(/^\d+\.\d+\.\d+/u),
      openai: expect.stringMatching(/^\d+\.\d+\.\d+/u),
    });
    expect(found.memory.total_bytes).toBeGreaterThanOrEqual(found.memory.free_bytes / 2);
    expect(found.missing.map(({ command }) => command)).toContain('git checkout -- resources');
  }, 60_000);

  it('measures the disk where a folder will be', async () => {
    const { path, free_bytes } = await freeSpace(surroundings.cacheFolder);
    expect(statSync(path).isDirectory()).toBe(true);
    expect(surroundings.cacheFolder.startsWith(path)).toBe(true);
    expect(free_bytes).toBeGreaterThan(0);
  });

  it('misses nothing where everything is there', async () => {
    expect(
      await missingParts({ resourcesFolder: tmpdir() }, [
        { name: 'cuda', available: true, reason: 'works' },
        { name: 'cpu', available: true, reason: '1 thread' },
      ]),
    ).toEqual([]);
  });
});
