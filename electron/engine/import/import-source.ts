import { z } from 'zod';
import { DataFormat } from '../../../shared/domain/import-report.ts';
import { ColumnChoice } from '../../../shared/ipc/data-calls.ts';
import type { Database } from '../workspace/database.ts';
import { readMeta, writeMeta } from '../workspace/meta.ts';
import type { ImportPlan } from './plan/import-plan.ts';
import type { PlanRequest } from './plan/plan-import.ts';

/** What was read and as what: with the files themselves it makes the same data set again. */
const ImportSource = z.object({
  format: DataFormat,
  /** By the names that reports give them, in the order in which they were read. */
  files: z.array(z.string()),
  /** What the import was told beside them; what is absent was detected. */
  asked: z.object({
    format: DataFormat.optional(),
    split: z.string().optional(),
    columns: ColumnChoice.optional(),
  }),
});
export type ImportSource = z.infer<typeof ImportSource>;

/** Files of a plan, in the order in which they are read. */
export function plannedFiles(plan: ImportPlan): readonly ImportPlan['corpus'][number][] {
  return [
    ...plan.corpus,
    ...plan.queries,
    ...[...plan.labels, ...plan.triples, ...plan.examples].map(({ source }) => source),
  ];
}

/** Remembers how the data came in. */
export async function storeImportSource(
  database: Database,
  plan: ImportPlan,
  { format, split, columns }: PlanRequest,
): Promise<void> {
  const source: ImportSource = {
    format: plan.format,
    files: plannedFiles(plan).map(({ file }) => file.name),
    asked: { format, split, ...(Object.keys(columns).length === 0 ? {} : { columns }) },
  };
  await writeMeta(database, 'import_source', JSON.stringify(source));
}

/** How the data came in; null where it was imported before that was remembered. */
export async function readImportSource(database: Database): Promise<ImportSource | null> {
  const stored = await readMeta(database, 'import_source');
  return stored === null ? null : ImportSource.parse(JSON.parse(stored));
}
