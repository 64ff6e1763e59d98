import type { Pool } from '../../../shared/mining/pool.ts';
import type { ExportFormat } from '../../../shared/ipc/run-calls.ts';
import type { OpenedRun } from '../mine/open-run.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ExportRun } from './export-query.ts';
import type { FormatOptions } from './formats/line-format.ts';
import { lineFormats } from './formats/line-formats.ts';
import { createLineFile, type WrittenFile } from './line-file.ts';
import { runQueries } from './run-queries.ts';

/** Whether every candidate and every positive has a score; a format that has a place for scores has it in every row. */
function isWhollyScored({ counts, poolSize, scores, positives }: Pool): boolean {
  if (positives.scores.some(Number.isNaN)) return false;
  return counts.every(
    (count, row) => !scores.subarray(row * poolSize, row * poolSize + count).some(Number.isNaN),
  );
}

/** Writes a run in a format of lines to the new file `path`; says what the format could not hold. */
export async function writeLines(
  path: string,
  run: OpenedRun,
  { database, dataSet }: Pick<Workspace, 'database' | 'dataSet'>,
  request: FormatOptions & { readonly format: Exclude<ExportFormat, 'beir'> },
  task: Task,
): Promise<WrittenFile & { readonly leftOut: Readonly<Record<string, number>> }> {
  const format = lineFormats[request.format];
  const about: ExportRun = {
    split: run.split,
    numNegatives: run.settings.numNegatives,
    each: run.settings.anchor === 'each',
    isScored: run.teacher !== null || isWhollyScored(run.decided.pool),
  };
  const file = await createLineFile(path);
  let starved = 0;
  let short = 0;
  try {
    const candidates = request.candidates ? await dataSet() : null;
    const queries = runQueries(run, database, { texts: format.texts, candidates }, task);
    for await (const query of queries) {
      const written = format.write(query, about, request);
      for (const line of written.lines) {
        const waiting = file.write(line);
        if (waiting !== undefined) await waiting;
      }
      starved += written.starved ?? 0;
      short += written.short ?? 0;
    }
    return { ...(await file.close()), leftOut: { starved, short } };
  } catch (error) {
    await file.abandon();
    throw error;
  }
}
