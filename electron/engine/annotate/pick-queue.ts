import type { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { annotateCalls } from '../../../shared/ipc/annotate-calls.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { mustBeWritable } from './must-be-writable.ts';
import { inRandomOrder } from './queue-items.ts';
import { storeQueue } from './queue-store.ts';

/** A queue of pairs that somebody chose, each once, in seeded random order. Their labels count in no rate. Returns its name in calls. */
export async function pickQueue(
  workspace: Workspace,
  request: Omit<z.output<(typeof annotateCalls)['annotate.pick']['input']>, 'workspace'>,
): Promise<string> {
  mustBeWritable(workspace);
  const { pairs, name, annotator, question, blind } = request;
  const { queryCount, documentCount } = await workspace.dataSet();
  const own = new Map(pairs.map((pair) => [pairKey(pair.query, pair.document), pair]));
  const wrong = pairs.find(({ query, document }) => query >= queryCount || document >= documentCount);
  if (wrong !== undefined) {
    throw new AppError(
      'invalid-input',
      `query ${wrong.query} or document ${wrong.document} is not in this workspace of ${queryCount} queries and ${documentCount} documents`,
    );
  }
  const items = [...own.values()].map((pair) => ({ ...pair, role: 'label' as const, is_shared: false }));
  return storeQueue(
    workspace.database,
    { kind: 'picked', name, annotator, question, blind, wave: null },
    inRandomOrder(items, 0),
  );
}
