import { AppError } from '../../../shared/errors.ts';
import type { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { recordStep, relabelState, type RelabelState } from './relabel-steps.ts';

/** Why a decision was made that no rule made: such decisions stay whatever rules say. */
export const byHand = 'by hand';

/**
 * Decides on pairs, as one step. Errors: `invalid-input` for indexes of no query or document; `read-only`.
 */
export async function decidePairs(
  workspace: Workspace,
  pairs: readonly { readonly query: number; readonly document: number }[],
  action: RelabelAction | null,
): Promise<RelabelState> {
  const { queryCount, documentCount } = await workspace.dataSet();
  for (const { query, document } of pairs) {
    if (query >= queryCount || document >= documentCount)
      throw new AppError('invalid-input', `no query ${query} or no document ${document} in this workspace`);
  }
  await recordStep(workspace, byHand, pairs, action);
  return relabelState(workspace.database);
}
