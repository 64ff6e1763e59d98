import type { EncodingState, Similarity, TeacherKind } from '../../../../shared/domain/teacher.ts';
import { AppError } from '../../../../shared/errors.ts';
import { openNpyRows } from '../../npy/open-npy-rows.ts';
import { createVectorRetriever } from '../../search/vector-retriever.ts';
import type { VectorTable } from '../../search/vector-table.ts';
import type { Task } from '../../task.ts';
import type { Encoder, Side } from '../encoder.ts';
import type { Embedded, Teacher, TeacherRequest, TextLengths } from '../teacher.ts';
import { embeddingFiles, isWhole, rowsDone, type EmbeddingFiles } from './embedding-files.ts';
import { encodeSide } from './encode-side.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** What makes any encoder a teacher. */
export type VectorTeacherParts = {
  readonly request: TeacherRequest;
  readonly kind: TeacherKind;
  /** Opened only when something has to be encoded, and closed after it. */
  readonly encoder: () => Promise<Encoder>;
  /** Of everything that changes a vector, the similarity too: with the cosine, vectors are stored normalised. */
  readonly fingerprint: string;
  readonly similarity: Similarity;
  readonly dimensions?: number;
  readonly notes: readonly string[];
  /** Put in front of each text before it is counted or encoded. */
  readonly prompts?: { readonly query: string; readonly document: string };
  /** Where the encoder's tokens can be counted without opening it. */
  readonly documentLengths?: (texts: readonly string[]) => Promise<TextLengths>;
};

type Tables = { readonly documents: VectorTable; readonly queries: VectorTable };

const sides: readonly Side[] = ['documents', 'queries'];

/** A teacher whose scores are similarities of stored vectors (`embeddings/KEY.SIDE.npy`); encodes once, resumes, searches exactly. */
export function createVectorTeacher(parts: VectorTeacherParts): Teacher {
  const { request, fingerprint, similarity } = parts;
  const { workspace, surroundings } = request;
  let tables: Promise<Tables> | null = null;

  const filesOf = async (side: Side): Promise<{ readonly files: EmbeddingFiles; readonly count: number }> => {
    const { hash, documentCount, queryCount } = await workspace.dataSet();
    const count = side === 'documents' ? documentCount : queryCount;
    return { files: embeddingFiles(workspace, fingerprint, hash, side), count };
  };

  const state = async (side: Side): Promise<{ readonly done: number; readonly total: number }> => {
    const { files, count } = await filesOf(side);
    return { done: await rowsDone(files, count), total: count };
  };

  const missingSides = async (): Promise<readonly Side[]> => {
    const missing: Side[] = [];
    for (const side of sides) if (!(await isWhole((await filesOf(side)).files))) missing.push(side);
    return missing;
  };

  const encodeMissing = async (task: Task): Promise<Embedded> => {
    const missing = await missingSides();
    if (missing.length === 0) return { encoded: 0, device: 'not needed: every vector is on disk' };
    if (workspace.readOnly) {
      throw new AppError('read-only', `${workspace.path} cannot be written, so its texts cannot be encoded`);
    }
    const encoder = await parts.encoder();
    try {
      let encoded = 0;
      for (const side of missing) {
        const prompt = (side === 'documents' ? parts.prompts?.document : parts.prompts?.query) ?? '';
        const { dimensions } = parts;
        const work = { workspace, side, prompt, similarity, dimensions, ...(await filesOf(side)) };
        encoded += await encodeSide(work, encoder, task);
      }
      const { device, deviceReason } = encoder;
      return { encoded, device, ...(deviceReason === undefined ? {} : { deviceReason }) };
    } finally {
      await encoder.close();
    }
  };
  // Two tasks may ask for the same vectors at once: the second waits, and finds them.
  const embed = (task: Task) => oneAtATime(`${workspace.path}\n${fingerprint}`, () => encodeMissing(task));

  const openTables = async (): Promise<Tables> => {
    const documents = await openNpyRows((await filesOf('documents')).files.whole);
    try {
      return { documents, queries: await openNpyRows((await filesOf('queries')).files.whole) };
    } catch (error) {
      await documents.close();
      throw error;
    }
  };

  return {
    summary: {
      kind: parts.kind,
      fingerprint,
      ...(parts.dimensions === undefined ? {} : { dimensions: parts.dimensions }),
      similarity,
      notes: [...parts.notes],
    },
    encoding: async (): Promise<EncodingState> => ({
      documents: await state('documents'),
      queries: await state('queries'),
    }),
    embed,
    retriever: async (task) => {
      await embed(task);
      tables ??= openTables();
      const opened = tables;
      opened.catch(() => (tables = null));
      return createVectorRetriever({ ...(await opened), similarity, surroundings });
    },
    documentVectors: async (task) => {
      await embed(task);
      return openNpyRows((await filesOf('documents')).files.whole);
    },
    ...(parts.documentLengths === undefined ? {} : { documentLengths: parts.documentLengths }),
    close: async () => {
      const open = await tables?.catch(() => null);
      tables = null;
      await open?.documents.close();
      await open?.queries.close();
    },
  };
}
