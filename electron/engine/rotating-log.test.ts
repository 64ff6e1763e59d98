import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bundleForNode, spawnModule } from '../testing/spawn-module.ts';
import { createRotatingLog } from './rotating-log.ts';

const Line = z.looseObject({ time: z.iso.datetime(), level: z.string(), event: z.string(), pid: z.int() });

describe('rotating log', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'negscope-log-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const lines = async (file: string): Promise<z.infer<typeof Line>[]> =>
    (await readFile(file, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));

  it('writes one JSON object a line, secrets taken out', async () => {
    const log = createRotatingLog(join(folder, 'logs'), 'engine');
    log.info('started', { apiKey: 'abc', token: 'abc', tokens: 7, headers: { Authorization: 'x' } });
    log.error('failed', { error: new Error('Bearer abcdef refused'), id: 5n });
    await log.close();
    expect(await lines(log.file)).toEqual([
      expect.objectContaining({
        level: 'info',
        event: 'started',
        pid: process.pid,
        apiKey: '[redacted]',
        token: '[redacted]',
        tokens: 7,
        headers: { Authorization: '[redacted]' },
      }),
      expect.objectContaining({
        level: 'error',
        id: '5',
        error: expect.objectContaining({ message: 'Bearer [redacted] refused' }),
      }),
    ]);
  });

  it('keeps five files', async () => {
    const log = createRotatingLog(folder, 'engine', '2K');
    for (let batch = 0; batch < 40; batch++) {
      for (let line = 0; line < 10; line++) log.info('line', { batch, text: 'x'.repeat(50) });
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await log.close();
    const files = (await readdir(folder)).filter((name) => name.startsWith('engine.log'));
    expect(files.toSorted()).toEqual([
      'engine.log',
      'engine.log.1',
      'engine.log.2',
      'engine.log.3',
      'engine.log.4',
    ]);
    expect(await lines(join(folder, 'engine.log.1'))).not.toEqual([]);
  });

  it('loses nothing when the process ends at once', async () => {
    const module = await bundleForNode(new URL('../testing/workspace-process.ts', import.meta.url));
    const child = spawnModule(module, ['log', folder]);
    await new Promise((resolve) => child.once('close', resolve));
    const written = new Set((await lines(join(folder, 'engine.log'))).map((line) => line['line']));
    expect(written.size).toBe(100);
  });

  it('never fails its caller: a folder that cannot be made, a value that is no JSON', async () => {
    await writeFile(join(folder, 'file'), '');
    const log = createRotatingLog(join(folder, 'file', 'logs'), 'engine');
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect(() => {
      log.info('event', cycle);
      log.info('event', { toJSON: () => cycle });
    }).not.toThrow();
    await log.close();
  });
});
