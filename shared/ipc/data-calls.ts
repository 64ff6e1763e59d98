import { z } from 'zod';
import { labelDesigns, labelGivers } from '../domain/label-origin.ts';
import { DataFormat, ImportReport, RefusedLine } from '../domain/import-report.ts';
import { EncodingState, TeacherSummary } from '../domain/teacher.ts';
import { AbsolutePath, call } from './call.ts';

/** Which column of a table means what; absent ones are detected, null is none of them. */
export const ColumnChoice = z.object({
  query: z.string().optional(),
  positive: z.string().optional(),
  negative: z.array(z.string()).optional(),
  label: z.string().nullable().optional(),
  score: z.string().nullable().optional(),
});
export type ColumnChoice = z.infer<typeof ColumnChoice>;

const ImportInput = z.object({
  paths: z.array(AbsolutePath).min(1),
  format: DataFormat.optional(),
  split: z.string().optional(),
  columns: ColumnChoice.default({}),
});

export const WorkspaceSummary = z.object({
  path: z.string(),
  name: z.string(),
  documents: z.int(),
  queries: z.int(),
  positives: z.int(),
  splits: z.record(z.string(), z.int()),
  data_hash: z.string(),
  teachers: z.array(TeacherSummary.extend({ encoding: EncodingState })),
  runs: z.array(
    z.object({
      run: z.string(),
      teacher: z.string().nullable(),
      split: z.string(),
      created: z.string(),
      supplied: z.boolean(),
    }),
  ),
  readOnly: z.boolean(),
});
export type WorkspaceSummary = z.infer<typeof WorkspaceSummary>;

/** Answered by the engine: data sets and workspaces. */
export const dataCalls = {
  'dataset.preview': call(
    'engine',
    ImportInput,
    z.object({
      format: DataFormat,
      /** Why this format was detected, in a sentence. */
      reason: z.string(),
      columns: z.array(z.string()),
      chosen: ColumnChoice,
      rows: z.array(z.array(z.string())),
      /** Lines that an import would leave out; the first 1,000. */
      refused: z.array(RefusedLine),
      refusedTotal: z.int(),
      /** So many rows of each file were looked at; null when that was all: then the import leaves out just these lines. */
      checkedRows: z.int().nullable(),
    }),
  ),
  'dataset.import': call(
    'engine',
    ImportInput.extend({
      workspace: AbsolutePath,
      strict: z.boolean().default(false),
      replace: z.boolean().default(false),
    }),
    ImportReport,
  ),
  'dataset.importReport': call('engine', z.object({ workspace: AbsolutePath }), ImportReport),
  'workspace.open': call('engine', z.object({ workspace: AbsolutePath }), WorkspaceSummary),
  /** Nobody looks at it any more: closed at once, or when what works in it (a command beside the window, too) has ended. */
  'workspace.close': call('engine', z.object({ workspace: AbsolutePath }), z.void()),
  'labels.import': call(
    'engine',
    z.object({
      workspace: AbsolutePath,
      path: AbsolutePath,
      /** Absent: as each line says; where one does not say it, `wrong-usage`. So is `kind`. */
      by: z.string().min(1).optional(),
      kind: z.enum(labelGivers).optional(),
      /** Absent: as each line of an export says, else 1. */
      relevantFrom: z.number().optional(),
      /** Absent: as each line of an export says, else unknown. */
      design: z.enum(labelDesigns).optional(),
      /** The run of whose negatives these are a census or sample; they count for no other. */
      run: z.string().optional(),
    }),
    z.object({ labels: z.int(), relevant: z.int(), refused: z.array(RefusedLine), refused_total: z.int() }),
  ),
  'labels.export': call(
    'engine',
    z.object({
      workspace: AbsolutePath,
      out: AbsolutePath,
      format: z.enum(['jsonl', 'csv', 'trec']),
      replace: z.boolean(),
      /** Only those of people, or of judges; only those by one name. Absent: all. */
      kind: z.enum(labelGivers).optional(),
      by: z.string().min(1).optional(),
      /** Also labels without a grade ("can't tell", a wrong positive, an ambiguous query), in JSON Lines and CSV. */
      withUngraded: z.boolean().default(false),
    }),
    /** `ungraded`: labels without a grade that were left out. */
    z.object({ path: z.string(), lines: z.int(), sha256: z.string(), ungraded: z.int().optional() }),
  ),
};
