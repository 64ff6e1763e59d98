import { expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { readNamedSettings, writeNamedSettings } from './named-settings.ts';

it('keeps named settings in the workspace folder, by name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-settings-'));
  try {
    expect(await readNamedSettings(folder)).toEqual([]);
    const strict = { name: 'strict', settings: MiningSettings.parse({ perc: 0.8 }) };
    const loose = { name: 'loose', settings: MiningSettings.parse({}) };
    await writeNamedSettings(folder, [strict, loose]);
    expect(await readNamedSettings(folder)).toEqual([loose, strict]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
