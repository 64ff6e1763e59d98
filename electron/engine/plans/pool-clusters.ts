import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { Pool } from '../../../shared/mining/pool.ts';
import { clusterQueries } from '../../../shared/rates/cluster-queries.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** Cluster of each pool row, and how many there are. */
export type PoolClusters = { readonly clusterOfRow: Int32Array; readonly clusters: number };

const Title = z.object({ document: z.int(), title: z.string() });

/** Queries that share a positive, its text or its title form clusters (`clusterQueries`). */
export async function poolClusters(workspace: Workspace, pool: Pool): Promise<PoolClusters> {
  const { firstDocument } = await workspace.dataSet();
  const titles = new Map(
    (
      await workspace.database.all(
        Title,
        `SELECT document, title FROM documents
         WHERE title <> '' AND document IN (SELECT document FROM qrels WHERE grade > 0)`,
      )
    ).map(({ document, title }) => [document, title]),
  );
  const { offsets, documents } = pool.positives;
  await nextTurn();
  const keys = Array.from(pool.queries, (_, row) =>
    Array.from(documents.subarray(offsets[row], offsets[row + 1])).flatMap((document) => {
      const title = titles.get(document);
      const text = `text ${firstDocument[document] ?? document}`;
      return title === undefined ? [text] : [text, `title ${title}`];
    }),
  );
  await nextTurn();
  const { cluster, clusters } = clusterQueries(keys);
  return { clusterOfRow: cluster, clusters };
}
