import { z } from 'zod';

export const Similarity = z.enum(['cosine', 'dot', 'euclidean']);
export type Similarity = z.infer<typeof Similarity>;

export const Pooling = z.enum(['mean', 'cls', 'last']);
export type Pooling = z.infer<typeof Pooling>;

export const TeacherKind = z.enum([
  'onnx',
  'hub',
  'bundled',
  'bm25',
  'random',
  'npy',
  'run',
  'endpoint',
  'cross-encoder',
]);
export type TeacherKind = z.infer<typeof TeacherKind>;

/** What a person may say beside the SPEC; each overrides what the model's folder says. */
export const TeacherOptions = z.object({
  queryPrompt: z.string().optional(),
  documentPrompt: z.string().optional(),
  pooling: Pooling.optional(),
  maxTokens: z.int().positive().optional(),
  similarity: Similarity.optional(),
  /** The `.onnx` file inside the folder, when it holds several. */
  onnxFile: z.string().optional(),
  /** BM25: ISO 639-3 code, or `none` for no stemming; detected from the texts when absent. */
  language: z.string().optional(),
  k1: z.number().nonnegative().optional(),
  b: z.number().min(0).max(1).optional(),
  /** Endpoint: name of the environment variable with the key. */
  apiKeyEnv: z.string().optional(),
});
export type TeacherOptions = z.infer<typeof TeacherOptions>;

export const TeacherSummary = z.object({
  name: z.string(),
  spec: z.string(),
  kind: TeacherKind,
  fingerprint: z.string(),
  dimensions: z.int().positive().optional(),
  similarity: Similarity.optional(),
  /** What was read from the folder and chosen, one sentence each: pooling, prompts, file, device and its reason. */
  notes: z.array(z.string()),
});
export type TeacherSummary = z.infer<typeof TeacherSummary>;

/** How much of a teacher's encoding is on disk; null for teachers without vectors of their own. */
export const EncodingState = z
  .object({
    documents: z.object({ done: z.int().nonnegative(), total: z.int().nonnegative() }),
    queries: z.object({ done: z.int().nonnegative(), total: z.int().nonnegative() }),
  })
  .nullable();
export type EncodingState = z.infer<typeof EncodingState>;
