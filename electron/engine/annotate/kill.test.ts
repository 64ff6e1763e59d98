import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleForNode } from '../../testing/spawn-module.ts';
import { killStory } from '../../testing/kill-story.ts';

/** In two workspaces at a time; `npm run bench -- kill` makes 200. */
const kills = 25;

it('killed anywhere while it judges and labels, loses no acknowledged label and asks no stored answer again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-kill-'));
  try {
    const file = await bundleForNode(new URL('../../testing/label-process.ts', import.meta.url));
    const reports = await Promise.all([1, 2].map((seed) => killStory({ file, folder, kills, seed })));
    for (const report of reports) {
      expect(report.failures).toEqual([]);
      expect(report).toMatchObject({ kills });
      expect(report.acknowledged).toBeGreaterThan(kills);
      expect(report.judged).toBeGreaterThan(kills);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 400_000);
