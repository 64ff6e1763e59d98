import type { MiningSettings } from '../../../shared/domain/mining-settings.ts';
import { StoredReport, type RunReport } from '../../../shared/domain/report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { DecidedPool } from '../../../shared/mining/decide-pool.ts';
import { readNpy } from '../npy/read-npy.ts';
import { readPool } from '../pools/prepare-pool.ts';
import type { StoredPool } from '../pools/stored-pool.ts';
import { readMadeBy, type MadeBy } from '../teachers/made-by.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { decideStoredPool } from './decide-stored-pool.ts';
import { mineCommand } from './mine-command.ts';
import { selectionFile } from './run-files.ts';
import { readRunRow, type RunRow } from './run-rows.ts';
import { openSuppliedRun } from './supplied-run.ts';

/** A stored run with everything that was decided: what exports, views and judges read. */
export type OpenedRun = {
  readonly name: string;
  /** Null for negatives that came with the data and that no teacher scored. */
  readonly teacher: { readonly name: string; readonly fingerprint: string } | null;
  /** The same, with what makes it again. */
  readonly madeBy: MadeBy | null;
  readonly split: string;
  readonly settings: MiningSettings;
  readonly report: RunReport;
  /** Versions of what made it. */
  readonly versions: Readonly<Record<string, string>>;
  /** The negatives came with the data. */
  readonly supplied: boolean;
  readonly storedPool: StoredPool;
  /** Failed rules, thresholds and anchors of every candidate, and the negatives as they were stored. */
  readonly decided: DecidedPool;
};

/** Reads a run back. Throws `not-found` for a name that no run has, `workspace-damaged` where its files do not fit. */
export async function openRun(workspace: Workspace, runName: string): Promise<OpenedRun> {
  const row = await readRunRow(workspace, runName);
  if (row.supplied) return openSuppliedRun(workspace, row);
  const storedPool = await poolOfRun(workspace, row, `the candidates of run "${row.name}" are gone`);
  const decided = await decideStoredPool(workspace, storedPool, row.settings);
  const report = await reportOf(row, workspace);
  const teacher = row.teacher === null ? null : report.teacher;
  return {
    name: row.name,
    teacher,
    // A run of before this was written down: what is known of its teacher now.
    madeBy: row.madeBy ?? (teacher && (await readMadeBy(workspace, teacher))),
    split: row.split,
    settings: row.settings,
    report,
    versions: row.versions,
    supplied: false,
    storedPool,
    decided: await withStoredSelection(workspace, row, decided),
  };
}

/** The report of a run. Of supplied negatives it is counted anew; of a mined run it is as it was stored. */
export async function readReport(workspace: Workspace, runName: string): Promise<RunReport> {
  const row = await readRunRow(workspace, runName);
  return row.supplied ? (await openSuppliedRun(workspace, row)).report : reportOf(row, workspace);
}

/** Short pools are counted now in a report of before they were. */
async function reportOf(row: RunRow, workspace: Workspace): Promise<RunReport> {
  const { data } = StoredReport.safeParse(row.report);
  if (data !== undefined) {
    if (data.short_pools !== undefined) return { ...data, short_pools: data.short_pools };
    const gone = `run "${row.name}" was mined before short pools were counted, and the candidates that would tell are gone`;
    return { ...data, short_pools: (await poolOfRun(workspace, row, gone)).shortPools };
  }
  throw new AppError(
    'workspace-damaged',
    `the report of run "${row.name}" in ${workspace.path} cannot be read; make it again: ${mineCommand(workspace.path, row)}`,
  );
}

/** The pool of a run; where its files are not there, `gone` says what for, and the error which file and how it comes back. */
async function poolOfRun(workspace: Workspace, row: RunRow, gone: string): Promise<StoredPool> {
  return readPool(workspace, row.pool).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'file-not-found') throw error;
    throw new AppError(
      'file-not-found',
      `${gone} (${error.message}); make them again: ${mineCommand(workspace.path, row)}`,
    );
  });
}

/** What was stored is the run, also where a later version of the program would choose otherwise. */
async function withStoredSelection(
  workspace: Workspace,
  row: RunRow,
  decided: DecidedPool,
): Promise<DecidedPool> {
  const file = selectionFile(workspace, row.name, row.pool, row.settingsText);
  const { data } = await readNpy(file, '<i4');
  const { numNegatives } = decided.settings;
  if (data.length !== decided.selected.length || data.some((column) => column >= decided.pool.poolSize)) {
    throw new AppError(
      'workspace-damaged',
      `${file} does not fit its pool: mine run "${row.name}" again with --replace`,
    );
  }
  const selectedCounts = decided.selectedCounts.map((_, unit) => {
    const own = data.subarray(unit * numNegatives, (unit + 1) * numNegatives);
    return own.reduce((count, column) => count + (column < 0 ? 0 : 1), 0);
  });
  return { ...decided, selected: data, selectedCounts };
}
