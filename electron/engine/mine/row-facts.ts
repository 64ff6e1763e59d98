import type { RowFacts } from '../../../shared/mining/row-values.ts';
import { readNdcg } from '../evaluate/query-ndcg.ts';
import { labelsVersion } from '../labels/labels-version.ts';
import { labelMask } from '../tuning/label-mask.ts';
import type { DecidedView } from './decided-views.ts';
import { createRecent } from './recent.ts';

/** Facts with a name: another one when a label came or the measure was computed. */
export type KeyedFacts = { readonly key: string; readonly facts: RowFacts };

/** What the queries table shows that no setting changes: labels, and nDCG@10 where it was computed. */
export function createRowFacts(): (view: DecidedView) => Promise<KeyedFacts> {
  const masks = createRecent<Uint8Array | null>(2);
  return async ({ workspace, storedPool }) => {
    const { key: poolKey, pool, teacher, split } = storedPool;
    const state = await labelsVersion(workspace);
    const key = JSON.stringify([workspace.path, poolKey, state]);
    const labels = await masks.of(key, () => labelMask(workspace, pool));
    const ndcg = await readNdcg(workspace, { fingerprint: teacher.fingerprint, split });
    return { key: `${state} ${ndcg !== null}`, facts: { labels, ndcg } };
  };
}
