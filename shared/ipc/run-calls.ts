import { z } from 'zod';
import { MiningSettings } from '../domain/mining-settings.ts';
import { RunReport } from '../domain/report.ts';
import { AbsolutePath, call } from './call.ts';

const Workspace = z.object({ workspace: AbsolutePath });

export const ExportFormat = z.enum([
  'negscope',
  'st-triplet',
  'st-n-tuple',
  'st-labeled-pair',
  'st-labeled-list',
  'flagembedding',
  'tevatron',
  'trec',
  'beir',
]);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** Formats that have a place for candidates that were not selected. */
export const formatsWithCandidates: ReadonlySet<ExportFormat> = new Set(['negscope', 'trec']);

/** Answered by the engine: stored runs. */
export const runCalls = {
  'run.mine': call(
    'engine',
    Workspace.extend({
      /** Absent only with `supplied`: then the data's own scores decide. */
      teacher: z.string().optional(),
      run: z.string().min(1),
      /** Absent: `train`, else the only split, else wrong usage. */
      split: z.string().optional(),
      settings: MiningSettings,
      /** A run of negatives that came with the data: they are scored and decided in place of retrieved candidates. */
      supplied: z.string().optional(),
      replace: z.boolean().default(false),
    }),
    RunReport,
  ),
  'run.report': call('engine', Workspace.extend({ run: z.string() }), RunReport),
  'run.remove': call('engine', Workspace.extend({ run: z.string() }), z.void()),
  'run.export': call(
    'engine',
    Workspace.extend({
      run: z.string(),
      format: ExportFormat,
      out: AbsolutePath,
      candidates: z.boolean().default(false),
      /**
       * Absent: teacher scores where they stand beside everything else. True: also where they take the place of labels
       * (`st-labeled-pair`, `st-labeled-list`) or are an addition to the format (`tevatron`). False: none.
       */
      scores: z.boolean().optional(),
      replace: z.boolean().default(false),
    }),
    z.object({
      path: z.string(),
      manifest: z.string(),
      lines: z.int(),
      sha256: z.string(),
      /** What the format cannot hold, by reason: `starved`, `short` (units). Never padded instead. */
      left_out: z.record(z.string(), z.int().nonnegative()),
    }),
  ),
};
