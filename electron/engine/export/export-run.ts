import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { formatsWithCandidates, type ExportFormat } from '../../../shared/ipc/run-calls.ts';
import { readImportSource } from '../import/import-source.ts';
import { openRun, type OpenedRun } from '../mine/open-run.ts';
import type { Task } from '../task.ts';
import { makeFolder } from '../workspace/make-folder.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { readDecisions, type Decision } from '../relabel/decisions.ts';
import { namedDecisions } from '../relabel/named-decisions.ts';
import { relabelledRun, type RelabelledRun } from '../relabel/relabelled-run.ts';
import { writeBeirFolder } from './beir-folder.ts';
import { exportErrorOf } from './export-error.ts';
import { manifestPath, manifestText, type ManifestContent } from './manifest.ts';
import { publicTeacher } from './public-teacher.ts';
import { putInPlace, removeTemporary, temporaryName } from './put-in-place.ts';
import { mustBeReplaceable } from './replaceable.ts';
import { writeLines } from './write-lines.ts';

export type ExportRequest = {
  readonly run: string;
  readonly format: ExportFormat;
  /** Absolute path of the file, or of the folder for `beir`. */
  readonly out: string;
  readonly candidates: boolean;
  readonly scores?: boolean | undefined;
  readonly replace: boolean;
};

/**
 * Writes a stored run in an exchange format, and `PATH.manifest.json` beside it; both get their names only when they are whole
 * and on disk. Errors: `wrong-usage` for candidates in a format without them, `not-found`, `already-exists`, `read-only`,
 * `disk-full`, and `invalid-input` for ids that the format cannot carry.
 */
export async function exportRun(
  workspace: Workspace,
  request: ExportRequest,
  task: Task,
): Promise<Output<'run.export'>> {
  const { format, out, candidates, scores } = request;
  if (candidates && !formatsWithCandidates.has(format)) {
    throw new AppError(
      'wrong-usage',
      `${format} has no place for the whole pool; --candidates goes with ${[...formatsWithCandidates].join(' and ')}`,
    );
  }
  const { run, decisions, taken } = relabelledRun(
    await openRun(workspace, request.run),
    await readDecisions(workspace.database),
  );
  await mustBeReplaceable(out, request.replace, workspace.path);
  const temporary = temporaryName(out);
  const temporaryManifest = temporaryName(manifestPath(out));
  try {
    await makeFolder(dirname(out));
    const written = await writeContent(temporary, workspace, run, decisions, request, task);
    const leftOut = { ...written.leftOut, ...takenCounts(taken) };
    const content: ManifestContent = {
      format,
      options: { candidates, scores: scores ?? null },
      dataHash: (await workspace.dataSet()).hash,
      report: run.report,
      supplied: run.supplied,
      source: await readImportSource(workspace.database),
      teacher: run.madeBy && publicTeacher(run.madeBy),
      versions: run.versions,
      ...written,
      leftOut,
      decisions: await namedDecisions(workspace.database, decisions),
    };
    await writeFile(temporaryManifest, manifestText(content), { flush: true, flag: 'wx' });
    task.signal.throwIfAborted();
    await putInPlace(temporary, out, format === 'beir');
    await putInPlace(temporaryManifest, manifestPath(out), false);
    const { lines, sha256 } = written;
    return { path: out, manifest: manifestPath(out), lines, sha256, left_out: leftOut };
  } catch (error) {
    throw exportErrorOf(error, out);
  } finally {
    await removeTemporary(temporary);
    await removeTemporary(temporaryManifest);
  }
}

type Written = Pick<ManifestContent, 'files' | 'lines' | 'sha256' | 'leftOut'>;

async function writeContent(
  temporary: string,
  workspace: Workspace,
  run: OpenedRun,
  decisions: readonly Decision[],
  request: ExportRequest,
  task: Task,
): Promise<Written> {
  const { format, candidates, scores } = request;
  if (format !== 'beir') {
    const { leftOut, ...file } = await writeLines(
      temporary,
      run,
      workspace,
      { format, candidates, scores },
      task,
    );
    const files = [{ name: basename(request.out), ...file }];
    return { files, lines: file.lines, sha256: file.sha256, leftOut };
  }
  await mkdir(temporary);
  const files = await writeBeirFolder(
    temporary,
    run,
    workspace.database,
    await workspace.dataSet(),
    decisions,
    task,
  );
  const listing = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`).join('');
  return {
    files,
    lines: files.reduce((sum, file) => sum + file.lines, 0),
    // Of a folder: of its files' hashes, in the form of sha256sum.
    sha256: createHash('sha256').update(listing).digest('hex'),
    leftOut: {},
  };
}

/** Negatives that decisions took away, where they took any. */
function takenCounts({ drop, promote }: RelabelledRun['taken']): Readonly<Record<string, number>> {
  return { ...(drop > 0 ? { dropped: drop } : {}), ...(promote > 0 ? { promoted: promote } : {}) };
}
