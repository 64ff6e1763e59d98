import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { killStory } from '../../testing/kill-story.ts';

/** In two workspaces at a time; `npm run bench -- kill` makes 200. */
const kills = 25;

it('killed anywhere while it judges and labels, loses no acknowledged label and asks no stored answer again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-kill-'));
  try {
    const reports = await Promise.all([killStory(folder, kills, 1), killStory(folder, kills, 2)]);
    for (const report of reports) {
      expect(report.failures).toEqual([]);
      expect(report).toMatchObject({ kills });
      expect(report.acknowledged).toBeGreaterThan(kills);
      expect(report.judged).toBeGreaterThan(kills);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 180_000);
