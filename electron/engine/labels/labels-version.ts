import { z } from 'zod';
import { settleLabels } from '../annotate/annotation-desk.ts';
import type { Workspace } from '../workspace/workspace.ts';

const Version = z.object({ version: z.string() });

/**
 * Names the state of all that judges and people said in a workspace, imported or here: another text whenever any of it changed. Labels that were
 * given before are in the database when this is answered: whoever keeps what it computed from them asks here first.
 */
export async function labelsVersion(workspace: Workspace): Promise<string> {
  await settleLabels(workspace);
  const [row] = await workspace.database.all(
    Version,
    `SELECT concat_ws(' ',
       (SELECT count(*)::VARCHAR || ' ' || coalesce(max(created)::VARCHAR, '') FROM labels),
       (SELECT count(*)::VARCHAR || ' ' || coalesce(max(created)::VARCHAR, '') FROM judgements),
       (SELECT value FROM meta WHERE key = 'annotation_entry')) AS version`,
  );
  return row?.version ?? '';
}
