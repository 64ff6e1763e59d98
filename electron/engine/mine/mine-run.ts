import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import type { RunReport } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import { checkSettings } from '../../../shared/mining/check-settings.ts';
import { miningReport } from '../../../shared/mining/mining-report.ts';
import type { Engine } from '../engine.ts';
import { writeNpy } from '../npy/write-npy.ts';
import { preparePool } from '../pools/prepare-pool.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import type { Task } from '../task.ts';
import { oneAtATime } from '../teachers/encode/one-at-a-time.ts';
import { readMadeBy } from '../teachers/made-by.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { decideStoredPool } from './decide-stored-pool.ts';
import { preparePositiveCosines } from './positive-cosines.ts';
import { prepareSuppliedPool } from './prepare-supplied-pool.ts';
import { removeOtherSelections, selectionFile } from './run-files.ts';
import { findRunRow, storeRunRow } from './run-rows.ts';
import { runVersions } from './run-versions.ts';
import { splitToMine } from './split-to-mine.ts';

export type MineInput = {
  readonly workspace: string;
  /** Absent only with `supplied`, whose own scores decide then. */
  readonly teacher?: string | undefined;
  readonly run: string;
  readonly split?: string | undefined;
  readonly settings: MiningSettings;
  /** A run of negatives that came with the data: scored and decided in place of retrieved candidates. */
  readonly supplied?: string | undefined;
  readonly replace: boolean;
};

/**
 * Retrieves the pool if it is not stored yet, decides it, selects, stores the run and gives its report. The selection's file is
 * on disk before the run's row is: an interrupted run leaves no half of itself, and a replaced one stays until the new one is there.
 * Errors: `wrong-usage`, `already-exists`, `not-found`, `read-only`, and those of retrieval.
 */
export async function mineRun(engine: Engine, input: MineInput, task: Task): Promise<RunReport> {
  checkSettings(input.settings);
  const workspace = await engine.workspaces.open(input.workspace);
  // Two that want one name: the second finds the first's run there.
  return oneAtATime(`${workspace.path}\nrun ${input.run}`, () => mineInto(engine, workspace, input, task));
}

async function mineInto(
  engine: Engine,
  workspace: Workspace,
  input: MineInput,
  task: Task,
): Promise<RunReport> {
  const { run, settings, teacher } = input;
  task.signal.throwIfAborted();
  if (workspace.readOnly) {
    throw new AppError(
      'read-only',
      `${workspace.path} cannot be written, so no run can be stored: copy it where you may write`,
    );
  }
  const before = await findRunRow(workspace, run);
  if (before?.supplied === true) {
    throw new AppError(
      'already-exists',
      `run "${run}" of ${workspace.path} came with the data and cannot be made again: choose another name`,
    );
  }
  if (!input.replace && before !== null) {
    throw new AppError(
      'already-exists',
      `${workspace.path} already has a run "${run}": choose another name or --replace`,
    );
  }
  const { splits } = await workspace.dataSet();
  let storedPool: StoredPool;
  if (input.supplied === undefined) {
    if (teacher === undefined)
      throw new AppError(
        'wrong-usage',
        'name the teacher whose scores decide; only negatives that came with the data may have their own',
      );
    const wanted = splitToMine(splits, input.split);
    storedPool = await preparePool(engine, workspace, teacher, wanted, settings.poolSize, task);
  } else {
    storedPool = await prepareSuppliedPool(engine, workspace, teacher ?? null, input.supplied, task);
  }
  const { split } = storedPool;
  if (input.split !== undefined && input.split !== split) {
    throw new AppError(
      'wrong-usage',
      `the supplied negatives belong to split "${split}", not "${input.split}"`,
    );
  }
  if (settings.nearDuplicate !== null) await preparePositiveCosines(engine, workspace, storedPool, task);
  const started = performance.now();
  const decided = await decideStoredPool(workspace, storedPool, settings);
  const report: RunReport = {
    run,
    split,
    ...(input.supplied === undefined ? {} : { supplied_run: input.supplied }),
    ...miningReport(decided, storedPool),
    settings,
    teacher: storedPool.teacher,
    seconds: { ...storedPool.seconds, decide: (performance.now() - started) / 1000 },
  };
  task.signal.throwIfAborted();
  const settingsText = JSON.stringify(settings);
  const file = selectionFile(workspace, run, storedPool.key, settingsText);
  await writeNpy(file, '<i4', [decided.units.count, settings.numNegatives], decided.selected);
  await storeRunRow(workspace, {
    name: run,
    teacher: teacher ?? null,
    split,
    settingsText,
    report,
    pool: storedPool.key,
    versions: runVersions(engine.surroundings),
    madeBy: teacher === undefined ? null : await readMadeBy(workspace, storedPool.teacher),
  });
  await removeOtherSelections(file);
  return report;
}
