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

/** Answered by the engine: stored runs. */
export const runCalls = {
  'run.mine': call(
    'engine',
    Workspace.extend({
      teacher: z.string(),
      run: z.string().min(1),
      /** Absent: `train`, else the only split, else wrong usage. */
      split: z.string().optional(),
      settings: MiningSettings,
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
      /** Adds teacher scores to the formats that can carry them. */
      scores: z.boolean().default(true),
      replace: z.boolean().default(false),
    }),
    z.object({ path: z.string(), manifest: z.string(), lines: z.int(), sha256: z.string() }),
  ),
};
