import { z } from 'zod';
import { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { RunReport } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import { forgetUnfinishedOf } from '../judge/unfinished-judging.ts';
import { MadeBy } from '../teachers/made-by.ts';
import type { Workspace } from '../workspace/workspace.ts';

const json = z.string().transform((text): unknown => JSON.parse(text));

const Row = z.object({
  name: z.string(),
  teacher: z.string().nullable(),
  split: z.string(),
  /** As stored: the name of the run's files is made from it. */
  settingsText: z.string(),
  settings: json.pipe(MiningSettings),
  report: json,
  pool: z.string(),
  supplied: z.boolean(),
  versions: json.pipe(z.record(z.string(), z.string())),
  madeBy: json.pipe(MadeBy).nullable(),
});

/** A run as the workspace remembers it. `report` is not parsed: that of supplied negatives is made when it is asked for. */
export type RunRow = z.output<typeof Row>;

const columns =
  'name, teacher, split, settings AS "settingsText", settings, report, pool, supplied, versions, made_by AS "madeBy"';

/** The run of this name, or null. */
export async function findRunRow(workspace: Workspace, name: string): Promise<RunRow | null> {
  const rows = await workspace.database.all(Row, `SELECT ${columns} FROM runs WHERE name = ?`, [name]);
  return rows[0] ?? null;
}

/** The run of this name; throws `not-found`, naming those that there are. */
export async function readRunRow(workspace: Workspace, name: string): Promise<RunRow> {
  const row = await findRunRow(workspace, name);
  if (row !== null) return row;
  const others = await workspace.database.all(
    z.object({ name: z.string() }),
    'SELECT name FROM runs ORDER BY created, name LIMIT 20',
  );
  const known = others.map((run) => run.name).join(', ');
  throw new AppError('not-found', `no run "${name}" in ${workspace.path}; it has ${known || 'none yet'}`);
}

export type NewRun = {
  readonly name: string;
  readonly teacher: string | null;
  readonly split: string;
  readonly settingsText: string;
  readonly report: RunReport;
  readonly pool: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly madeBy: MadeBy | null;
};

/**
 * Remembers a mined run, in place of one with the same name, so that there is never neither. Labels that were said to be a census or sample
 * of a run that was decided otherwise are of none from then on.
 */
export async function storeRunRow(workspace: Workspace, run: NewRun): Promise<void> {
  const { database } = workspace;
  await database.transaction(async () => {
    const before = await findRunRow(workspace, run.name);
    if (before === null || before.pool !== run.pool || before.settingsText !== run.settingsText) {
      await forgetWhatWasOf(workspace, run.name);
    }
    await database.run(
      `INSERT OR REPLACE INTO runs (name, teacher, split, settings, report, pool, supplied, versions, made_by, created)
       VALUES (?, ?, ?, ?, ?, ?, false, ?, CAST(? AS VARCHAR), now()::TIMESTAMP)`,
      [
        run.name,
        run.teacher,
        run.split,
        run.settingsText,
        JSON.stringify(run.report),
        run.pool,
        JSON.stringify(run.versions),
        run.madeBy && JSON.stringify(run.madeBy),
      ],
    );
  });
}

/** Mined runs whose candidates are the supplied negatives of this run; without it they could not be made again. */
export async function minedOver({ database }: Workspace, supplied: string): Promise<readonly string[]> {
  const rows = await database.all(
    z.object({ name: z.string() }),
    `SELECT name FROM runs WHERE NOT supplied
       AND CASE WHEN json_valid(report) THEN json_extract_string(report, '$.supplied_run') END = ? ORDER BY name`,
    [supplied],
  );
  return rows.map(({ name }) => name);
}

/** Forgets a run; its files are the caller's. */
export async function removeRunRow(workspace: Workspace, name: string): Promise<void> {
  await workspace.database.transaction(async () => {
    await forgetWhatWasOf(workspace, name);
    await workspace.database.run('DELETE FROM runs WHERE name = ?', [name]);
  });
}

/** No run has the empty name: the labels count for none, not even for one that gets this name later. What was left to judge is not there. */
async function forgetWhatWasOf({ database }: Workspace, name: string): Promise<void> {
  await database.run("UPDATE labels SET run = '' WHERE run = ?", [name]);
  await forgetUnfinishedOf(database, name);
}
