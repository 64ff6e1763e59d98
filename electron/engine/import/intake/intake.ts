import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { DataFormat, ImportReport } from '../../../../shared/domain/import-report.ts';
import type { Database } from '../../workspace/database.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { writePositiveScores } from '../../mine/supplied-scores.ts';
import { writeMeta } from '../../workspace/meta.ts';
import { BoundedAppender } from './bounded-appender.ts';
import { ContentHash } from './content-hash.ts';
import { DocumentIntake } from './document-intake.ts';
import { LabelIntake } from './label-intake.ts';
import { Merges } from './merges.ts';
import { QueryIntake, stagingTables } from './query-intake.ts';
import { Refusals } from './refusals.ts';
import { SuppliedIntake } from './supplied-intake.ts';

/** Everything that readers of formats hand their records to. */
export type Intake = {
  readonly documents: DocumentIntake;
  readonly queries: QueryIntake;
  readonly labels: LabelIntake;
  readonly supplied: SuppliedIntake;
  readonly refusals: Refusals;
  /** Writes what waits for the end, and says what came in. */
  readonly finish: (end: IntakeEnd) => Promise<ImportReport>;
};

export type IntakeEnd = {
  readonly format: DataFormat;
  /** Why it is that one, and what else a reader must know of how the files were read. */
  readonly reason: string;
  /** Rows that a precomputed `.npy` must have. */
  readonly records: { readonly documents: number; readonly queries: number };
  readonly versions: Readonly<Record<string, string>>;
};

/** Opens an empty workspace's tables for one import. Call it, and use it, inside one transaction. */
export async function openIntake(
  workspace: Pick<Workspace, 'database' | 'file'>,
  strict: boolean,
): Promise<Intake> {
  const { database } = workspace;
  await database.run(stagingTables);
  const refusals = new Refusals(strict);
  const merges = new Merges();
  const documentAppender = new BoundedAppender(await database.appender('documents'));
  const documents = new DocumentIntake(documentAppender, refusals, merges);
  const queries = new QueryIntake(
    {
      queries: new BoundedAppender(await database.appender('staged_queries')),
      ids: await database.appender('staged_query_ids'),
      copies: await database.appender('staged_copies'),
    },
    refusals,
    merges,
  );
  const labels = new LabelIntake(merges);
  const supplied = new SuppliedIntake(await database.appender('supplied_negatives'));

  async function finish({ format, reason, records, versions }: IntakeEnd): Promise<ImportReport> {
    documentAppender.appender.closeSync();
    await queries.finish(database, (digest) => documents.withText(digest));
    const labelHash = new ContentHash();
    const scores = labels.finish(await database.appender('qrels'), labelHash, queries.count);
    const dataHash = createHash('sha256')
      .update(`${documents.hash.digest()}\n${queries.hash.digest()}\n${labelHash.digest()}\n`)
      .digest('hex');
    await database.run(`INSERT INTO source_records VALUES ('documents', ?), ('queries', ?)`, [
      records.documents,
      records.queries,
    ]);
    const suppliedRuns = await supplied.finish(database, versions);
    for (const { run, split } of suppliedRuns) {
      const own = scores.get(split);
      if (own !== undefined) await writePositiveScores(workspace, run, Float32Array.from(own));
    }
    const report: ImportReport = {
      format,
      reason,
      documents: documents.count,
      queries: queries.count,
      ...(await labelCounts(database)),
      deduplicated: merges.counts,
      deduplicated_list: await merges.named(database),
      refused: refusals.list,
      refused_total: refusals.total,
      supplied_runs: suppliedRuns.map(({ run }) => run),
      data_hash: dataHash,
    };
    await writeMeta(database, 'data_hash', dataHash);
    await writeMeta(database, 'import_report', JSON.stringify(report));
    return report;
  }

  return { documents, queries, labels, supplied, refusals, finish };
}

async function labelCounts(database: Database): Promise<Pick<ImportReport, 'positives' | 'splits'>> {
  const [{ n: positives } = { n: 0 }] = await database.all(
    z.object({ n: z.int() }),
    'SELECT count(DISTINCT (query, document)) AS n FROM qrels WHERE grade > 0',
  );
  const splits = await database.all(
    z.object({ split: z.string(), queries: z.int() }),
    'SELECT split, count(DISTINCT query) AS queries FROM qrels GROUP BY split ORDER BY split',
  );
  return { positives, splits: Object.fromEntries(splits.map(({ split, queries }) => [split, queries])) };
}
