import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import type { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import type { Database } from '../workspace/database.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { decisionsInForce } from './decisions.ts';

export type RelabelState = Output<'relabel.undo'>;

const State = z.object({
  total: z.int(),
  drop: z.int(),
  keep: z.int(),
  promote: z.int(),
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});

/** How the decisions stand, and which steps can be taken back or done again. */
export async function relabelState(database: Database): Promise<RelabelState> {
  const [state] = await database.all(
    State,
    `WITH decided AS (SELECT action FROM (${decisionsInForce}) WHERE action IS NOT NULL)
     SELECT (SELECT count(*) FROM decided) AS total,
       (SELECT count(*) FROM decided WHERE action = 'drop') AS drop,
       (SELECT count(*) FROM decided WHERE action = 'keep') AS keep,
       (SELECT count(*) FROM decided WHERE action = 'promote') AS promote,
       (SELECT arg_max(because, step) FROM relabel_steps WHERE NOT is_undone) AS undo,
       (SELECT arg_min(because, step) FROM relabel_steps WHERE is_undone) AS redo`,
  );
  return state ?? { total: 0, drop: 0, keep: 0, promote: 0, undo: null, redo: null };
}

/** Records a step over some pairs; steps that were taken back are forgotten. A null action takes a decision away. */
export async function recordStep(
  workspace: Workspace,
  because: string,
  pairs: readonly { readonly query: number; readonly document: number }[],
  action: RelabelAction | null,
): Promise<void> {
  mustBeWritable(workspace);
  const { database } = workspace;
  await database.transaction(async () => {
    await database.run(
      'DELETE FROM relabel_decisions WHERE step IN (SELECT step FROM relabel_steps WHERE is_undone)',
    );
    await database.run('DELETE FROM relabel_steps WHERE is_undone');
    await database.run(
      `INSERT INTO relabel_steps SELECT coalesce(max(step), 0) + 1, ?, false, now()::TIMESTAMP FROM relabel_steps`,
      [because],
    );
    await database.run(
      `INSERT INTO relabel_decisions SELECT DISTINCT (SELECT max(step) FROM relabel_steps), p.query, p.document, ?::VARCHAR
       FROM (SELECT unnest(from_json(?, '[{"query":"INTEGER","document":"INTEGER"}]')) AS p)`,
      [action, JSON.stringify(pairs)],
    );
  });
}

/** Takes the last step back, or does the first one that was taken back again. Errors: `not-found` where there is none. */
export async function moveStep(workspace: Workspace, direction: 'undo' | 'redo'): Promise<RelabelState> {
  mustBeWritable(workspace);
  const { database } = workspace;
  return database.transaction(async () => {
    const before = await relabelState(database);
    if (before[direction] === null) {
      throw new AppError(
        'not-found',
        direction === 'undo' ? 'there is no decision to take back' : 'nothing was taken back',
      );
    }
    await database.run(
      direction === 'undo'
        ? 'UPDATE relabel_steps SET is_undone = true WHERE step = (SELECT max(step) FROM relabel_steps WHERE NOT is_undone)'
        : 'UPDATE relabel_steps SET is_undone = false WHERE step = (SELECT min(step) FROM relabel_steps WHERE is_undone)',
    );
    return relabelState(database);
  });
}

function mustBeWritable({ readOnly, path }: Workspace): void {
  if (readOnly) throw new AppError('read-only', `${path} cannot be written: no decision could be kept`);
}
