import { z } from 'zod';
import { EncodingState, TeacherOptions, TeacherSummary } from '../domain/teacher.ts';
import { AbsolutePath, call } from './call.ts';

const Workspace = z.object({ workspace: AbsolutePath });

const CutValues = z.record(z.string(), z.number().nullable());
export const Evaluation = z.object({
  /** Queries with a relevant document. */
  queries: z.int(),
  ndcg: CutValues,
  recall: CutValues,
  mrr: CutValues,
});
export type Evaluation = z.infer<typeof Evaluation>;

/** Answered by the engine: teachers and how good they are. */
export const teacherCalls = {
  'teacher.add': call(
    'engine',
    Workspace.extend({
      name: z.string().min(1),
      /** `cli.md`, "Teacher SPEC"; paths inside it are absolute. */
      spec: z.string().min(1),
      options: TeacherOptions.default({}),
      replace: z.boolean().default(false),
    }),
    TeacherSummary,
  ),
  'teacher.remove': call('engine', Workspace.extend({ name: z.string() }), z.void()),
  'teacher.embed': call(
    'engine',
    Workspace.extend({ teacher: z.string() }),
    z.object({
      teacher: z.string(),
      fingerprint: z.string(),
      /** Encoded by this call; the rest was there already. */
      encoded: z.int(),
      state: EncodingState,
      /** Where, in a few words; the reason where there was a choice. */
      device: z.string(),
      device_reason: z.string().optional(),
      seconds: z.number(),
    }),
  ),
  'teacher.evaluate': call(
    'engine',
    Workspace.extend({
      teacher: z.string(),
      split: z.string(),
      at: z.array(z.int().positive()).default([10, 100]),
    }),
    Evaluation,
  ),
  'evaluation.files': call(
    'engine',
    z.object({
      qrels: AbsolutePath,
      runFile: AbsolutePath,
      at: z.array(z.int().positive()).default([10, 100]),
    }),
    Evaluation,
  ),
  'engine.doctor': call(
    'engine',
    z.void(),
    z.object({
      version: z.string(),
      node: z.string(),
      electron: z.string().nullable(),
      platform: z.string(),
      cpus: z.int(),
      threads: z.int(),
      memory: z.object({ total_bytes: z.number(), free_bytes: z.number() }),
      disk: z.object({ path: z.string(), free_bytes: z.number() }),
      libraries: z.record(z.string(), z.string()),
      devices: z.array(z.object({ name: z.string(), available: z.boolean(), reason: z.string() })),
      chosen: z.object({ name: z.string(), reason: z.string() }),
      missing: z.array(z.object({ what: z.string(), command: z.string() })),
    }),
  ),
};
