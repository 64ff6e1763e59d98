import { AppError } from '../../../shared/errors.ts';
import type { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import { namedPairs } from '../mine/named-pairs.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { recordStep, relabelState, type RelabelState } from './relabel-steps.ts';

/** Why a decision was made that no rule made: such decisions stay whatever rules say. */
export const byHand = 'by hand';

/** By index, and by the data's ids. */
type GivenPairs = {
  readonly pairs: readonly { readonly query: number; readonly document: number }[];
  readonly named: readonly { readonly query_id: string; readonly document_id: string }[];
};

/**
 * Decides on pairs, as one step. Errors: `invalid-input` for a pair of no query or document; `read-only`.
 */
export async function decidePairs(
  workspace: Workspace,
  { pairs: given, named }: GivenPairs,
  action: RelabelAction | null,
): Promise<RelabelState> {
  const pairs = [...given, ...(await namedPairs(workspace.database, named))];
  if (pairs.length === 0) throw new AppError('wrong-usage', 'a decision is about one pair or more');
  const { queryCount, documentCount } = await workspace.dataSet();
  for (const { query, document } of pairs) {
    if (query >= queryCount || document >= documentCount)
      throw new AppError('invalid-input', `no query ${query} or no document ${document} in this workspace`);
  }
  await recordStep(workspace, byHand, pairs, action);
  return relabelState(workspace.database);
}
