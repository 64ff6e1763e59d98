import { expect, test } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appKills } from '../app-kills.ts';

/** `npm run bench -- kill` makes more. */
const kills = 3;

test('the app killed as a whole while it judges and labels loses no label that it called saved, and asks for no stored answer again', async () => {
  test.setTimeout(240_000);
  test.skip(process.platform === 'win32', 'no process groups there');
  const folder = mkdtempSync(join(tmpdir(), 'negscope-app-kill-'));
  try {
    const report = await appKills({ folder, kills, seed: 1 });
    expect(report.failures).toEqual([]);
    expect(report.acknowledged).toBeGreaterThanOrEqual(kills);
    expect(report.judged).toBeGreaterThan(kills);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
