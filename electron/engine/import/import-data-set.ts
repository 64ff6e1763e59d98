import type { ImportReport } from '../../../shared/domain/import-report.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Engine } from '../engine.ts';
import { isInside } from '../is-inside.ts';
import { runVersions } from '../mine/run-versions.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { saveLabelsBeside, type SavedLabels } from '../labels/save-labels-beside.ts';
import { plannedFiles, storeImportSource } from './import-source.ts';
import { openIntake } from './intake/intake.ts';
import { fillNewWorkspace } from './new-workspace.ts';
import type { ImportPlan } from './plan/import-plan.ts';
import { planImport, type PlanRequest } from './plan/plan-import.ts';
import { readWithProgress } from './read-with-progress.ts';
import { takePlan } from './take-plan.ts';

export type ImportRequest = PlanRequest & {
  readonly workspace: string;
  /** The first line that cannot be taken ends the import. */
  readonly strict: boolean;
  readonly replace: boolean;
};

/**
 * Reads a data set into a new workspace, streaming: memory grows by about 100 bytes a document, not by its text. Labels of a workspace that it
 * replaces are saved beside it.
 * Errors: `invalid-input` (no data set, damaged files, with `strict` the first bad line), `not-found`, `already-exists`,
 * `workspace-held`, `cancelled`; after each of them nothing is left, and a workspace that was to be replaced is as it was. One is not replaced by nothing.
 */
export async function importDataSet(
  engine: Engine,
  request: ImportRequest,
  task: Task,
): Promise<ImportReport> {
  const { appVersion, threads, log } = engine.surroundings;
  let saved = null as SavedLabels | null;
  const target = {
    path: request.workspace,
    replace: request.replace,
    appVersion,
    threads,
    workspaces: engine.workspaces,
    async onReplace(old: Workspace) {
      saved = await saveLabelsBeside(old, task);
    },
  };
  const inside = request.paths.find((path) => isInside(request.workspace, path));
  if (inside !== undefined) {
    throw new AppError(
      'invalid-input',
      `${inside}: lies in the workspace that is to be made, which would take it away; copy it elsewhere first`,
    );
  }
  const made = await fillNewWorkspace(target, async (workspace, replaces) => {
    const started = performance.now();
    const plan = await planImport(request);
    const report = await fill(workspace, plan, request, engine, task);
    const { documents, queries, refused_total: refused } = report;
    if (replaces && documents + queries === 0) throw nothingInstead(request.workspace, report);
    log.info('import', { format: plan.format, documents, queries, refused, ms: performance.now() - started });
    return report;
  });
  return saved === null ? made : { ...made, labels_saved: saved };
}

/** A wrong file must not cost a workspace with all its labels. */
function nothingInstead(path: string, { refused, refused_total: total }: ImportReport): AppError {
  const [first] = refused;
  const where = first && `${first.file}${first.line === null ? '' : `:${first.line}`}: ${first.reason}`;
  return new AppError(
    'invalid-input',
    `nothing could be read, so ${path} stays as it is; ${total} refused, the first: ${where ?? 'none'}`,
  );
}

async function fill(
  workspace: Workspace,
  plan: ImportPlan,
  request: ImportRequest,
  engine: Engine,
  task: Task,
): Promise<ImportReport> {
  const { database } = workspace;
  // Choosing a compression for texts costs three times what reading and checking them costs.
  await database.run(`SET GLOBAL force_compression = 'uncompressed'`);
  const report = await database.transaction(async () => {
    const intake = await openIntake(workspace, request.strict);
    const files = plannedFiles(plan);
    const records = await takePlan(plan, request.columns, intake, readWithProgress(files, task));
    if (records.documents + records.queries === 0) {
      throw new AppError(
        'invalid-input',
        `${files.map(({ file }) => file.name).join(', ')}: no records in there`,
      );
    }
    await storeImportSource(database, plan, request);
    task.progress({ stage: 'write', done: 0, total: null, unit: 'rows' });
    const { format, reason } = plan;
    return intake.finish({ format, reason, records, versions: runVersions(engine.surroundings) });
  });
  await database.run('CHECKPOINT');
  return report;
}
