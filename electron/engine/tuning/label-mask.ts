import { z } from 'zod';
import type { Pool } from '../../../shared/mining/pool.ts';
import { labelBit } from '../../../shared/tuning/tune-request.ts';
import type { Workspace } from '../workspace/workspace.ts';

const LabelState = z.object({ state: z.string() });

/** Names what is known of all pairs: another text when a label came or went. */
export async function labelState(workspace: Workspace): Promise<string> {
  const [labels] = await workspace.database.all(
    LabelState,
    `SELECT count(*)::VARCHAR || ' ' || coalesce(max(created)::VARCHAR, '') AS state FROM labels`,
  );
  return labels?.state ?? '';
}

/**
 * Row-major rows × poolSize, in shared memory, bits of `labelBit`: a false negative is what more judges (or humans) called
 * relevant than not. Null where no candidate has a label.
 */
export async function labelMask(workspace: Workspace, pool: Pool): Promise<Uint8Array | null> {
  const rowOf = new Int32Array(pool.queries.reduce((most, query) => Math.max(most, query), -1) + 1).fill(-1);
  for (const [row, query] of pool.queries.entries()) rowOf[query] = row;
  let mask: Uint8Array | null = null;
  const found = workspace.database.chunks(
    `SELECT query, document, kind, sum(CASE WHEN relevant THEN 1 ELSE -1 END) > 0 FROM labels
     WHERE kind IN ('judge', 'human') GROUP BY query, document, kind`,
  );
  for await (const [queries = [], documents = [], kinds = [], relevant = []] of found) {
    for (const [i, query] of queries.entries()) {
      const row = rowOf[Number(query)] ?? -1;
      if (row < 0) continue;
      const start = row * pool.poolSize;
      const own = pool.documents.subarray(start, start + (pool.counts[row] ?? 0));
      const column = own.indexOf(Number(documents[i]));
      if (column < 0) continue;
      mask ??= new Uint8Array(new SharedArrayBuffer(pool.scores.length));
      const isJudge = kinds[i] === 'judge';
      const label = isJudge ? labelBit.judgeLabel : labelBit.humanLabel;
      const falseNegative = isJudge ? labelBit.judged : labelBit.annotated;
      mask[start + column] = (mask[start + column] ?? 0) | label | (relevant[i] === true ? falseNegative : 0);
    }
  }
  return mask;
}
