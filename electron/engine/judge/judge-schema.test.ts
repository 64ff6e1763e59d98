import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { labelsOfVersion3, olderWorkspace } from '../workspace/testing/older-workspace.ts';
import { listJudges } from './list-judges.ts';

it('a workspace of version 1 is opened and can keep judgements', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-judge-schema-'));
  const path = join(folder, 'old.negscope');
  try {
    await olderWorkspace(
      path,
      1,
      `DROP TABLE judgements; DROP TABLE judge_probes;
      ${labelsOfVersion3}
      DROP TABLE annotations; DROP TABLE annotation_queues; DROP TABLE annotation_items; DROP TABLE waves;
      DROP TABLE inclusion; DROP TABLE relabel_steps; DROP TABLE relabel_decisions;`,
    );
    const opened = await openWorkspace(path, { appVersion: '1' });
    expect(await listJudges(opened)).toEqual({ judges: [], unfinished: [] });
    await opened.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
