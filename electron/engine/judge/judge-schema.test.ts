import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { openWorkspace } from '../workspace/open-workspace.ts';
import { listJudges } from './list-judges.ts';

it('a workspace of version 1 is opened and can keep judgements', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-judge-schema-'));
  const path = join(folder, 'old.negscope');
  const options = { appVersion: '1' };
  try {
    const old = await createWorkspace(path, options);
    await old.database.run(`
      DROP TABLE judgements; DROP TABLE judge_probes;
      ALTER TABLE labels DROP COLUMN run;
      DROP TABLE annotations; DROP TABLE annotation_queues; DROP TABLE annotation_items; DROP TABLE waves;
      DROP TABLE inclusion; DROP TABLE relabel_steps; DROP TABLE relabel_decisions;
      INSERT INTO meta VALUES ('data_hash', 'h');
      UPDATE meta SET value = '1' WHERE key = 'schema_version';
    `);
    await old.close();
    const marker = join(path, 'workspace.json');
    await writeFile(marker, (await readFile(marker, 'utf8')).replace(/"schema": \d+/u, '"schema": 1'));
    const opened = await openWorkspace(path, options);
    expect(await listJudges(opened)).toEqual({ judges: [] });
    await opened.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
