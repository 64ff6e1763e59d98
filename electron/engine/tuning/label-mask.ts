import type { Pool } from '../../../shared/mining/pool.ts';
import { labelBit } from '../../../shared/tuning/tune-request.ts';
import { knownRelevance } from '../labels/known-relevance.ts';
import type { Workspace } from '../workspace/workspace.ts';

/**
 * Row-major rows × poolSize, in shared memory, bits of `labelBit`: what judges, and people, say of candidates (`knownRelevance`).
 * Null where nothing is said of any.
 */
export async function labelMask(workspace: Workspace, pool: Pool): Promise<Uint8Array | null> {
  const rowOf = new Int32Array(pool.queries.reduce((most, query) => Math.max(most, query), -1) + 1).fill(-1);
  for (const [row, query] of pool.queries.entries()) rowOf[query] = row;
  let mask: Uint8Array | null = null;
  for await (const pairs of knownRelevance(workspace)) {
    for (const { query, document, human, judge } of pairs) {
      const row = rowOf[query] ?? -1;
      const bits =
        (judge === null ? 0 : labelBit.judgeLabel) |
        (judge === true ? labelBit.judged : 0) |
        (human === null ? 0 : labelBit.humanLabel) |
        (human === true ? labelBit.annotated : 0);
      if (row < 0 || bits === 0) continue;
      const start = row * pool.poolSize;
      const own = pool.documents.subarray(start, start + (pool.counts[row] ?? 0));
      const column = own.indexOf(document);
      if (column < 0) continue;
      mask ??= new Uint8Array(new SharedArrayBuffer(pool.scores.length));
      mask[start + column] = bits;
    }
  }
  return mask;
}
