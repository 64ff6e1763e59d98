import type { Pool } from '../../../shared/mining/pool.ts';
import { labelBit } from '../../../shared/tuning/tune-request.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * Row-major rows × poolSize, in shared memory: candidates that more judges (or humans) called relevant than not. Null where no
 * candidate is one.
 */
export async function labelMask(workspace: Workspace, pool: Pool): Promise<Uint8Array | null> {
  const rowOf = new Int32Array(pool.queries.reduce((most, query) => Math.max(most, query), -1) + 1).fill(-1);
  for (const [row, query] of pool.queries.entries()) rowOf[query] = row;
  let mask: Uint8Array | null = null;
  const found = workspace.database.chunks(
    `SELECT query, document, kind FROM labels WHERE kind IN ('judge', 'human')
     GROUP BY query, document, kind HAVING sum(CASE WHEN relevant THEN 1 ELSE -1 END) > 0`,
  );
  for await (const [queries = [], documents = [], kinds = []] of found) {
    for (const [i, query] of queries.entries()) {
      const row = rowOf[Number(query)] ?? -1;
      if (row < 0) continue;
      const start = row * pool.poolSize;
      const own = pool.documents.subarray(start, start + (pool.counts[row] ?? 0));
      const column = own.indexOf(Number(documents[i]));
      if (column < 0) continue;
      mask ??= new Uint8Array(new SharedArrayBuffer(pool.scores.length));
      const bit = kinds[i] === 'judge' ? labelBit.judged : labelBit.annotated;
      mask[start + column] = (mask[start + column] ?? 0) | bit;
    }
  }
  return mask;
}
