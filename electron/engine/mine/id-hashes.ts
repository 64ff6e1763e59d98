import type { IdHashes } from '../../../shared/mining/select.ts';
import { textHash } from '../../../shared/random.ts';
import type { Workspace } from '../workspace/workspace.ts';

const known = new WeakMap<Workspace, Promise<IdHashes>>();

/** `textHash` of every query's and document's id, by index; read once per workspace. */
export function idHashes(workspace: Workspace): Promise<IdHashes> {
  const before = known.get(workspace);
  if (before !== undefined) return before;
  const reading = readHashes(workspace);
  known.set(workspace, reading);
  reading.catch(() => known.delete(workspace));
  return reading;
}

async function readHashes(workspace: Workspace): Promise<IdHashes> {
  const { queryCount, documentCount } = await workspace.dataSet();
  return {
    queries: await hashesOf(workspace, 'SELECT query, id FROM queries', queryCount),
    documents: await hashesOf(workspace, 'SELECT document, id FROM documents', documentCount),
  };
}

async function hashesOf(workspace: Workspace, sql: string, count: number): Promise<Float64Array> {
  const hashes = new Float64Array(count);
  for await (const [indexes = [], ids = []] of workspace.database.chunks(sql)) {
    for (const [i, index] of indexes.entries()) hashes[Number(index)] = textHash(String(ids[i]));
  }
  return hashes;
}
