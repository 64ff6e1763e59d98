import { AppError } from '../../../../shared/errors.ts';
import { countOf } from '../../../../shared/text/count-text.ts';
import { openNpyRows } from '../../npy/open-npy-rows.ts';
import type { VectorTable } from '../../search/vector-table.ts';
import { createVectorRetriever } from '../../search/vector-retriever.ts';
import type { Side } from '../encoder.ts';
import { fileHash } from '../onnx/file-hash.ts';
import { parseNpyTarget } from '../parse-spec.ts';
import type { Retriever } from '../retriever.ts';
import { teacherFingerprint } from '../teacher-fingerprint.ts';
import type { OpenTeacher, TeacherRequest } from '../teacher.ts';
import { checkVectors, type VectorCheck } from './check-vectors.ts';
import { noRecord, recordRows } from './record-rows.ts';
import { recordsByIndex, sourceRecords } from './source-records.ts';

type CheckedFile = {
  readonly path: string;
  readonly hash: string;
  readonly dimensions: number;
  readonly check: VectorCheck;
};

/**
 * `npy:DOCUMENTS.npy,QUERIES.npy`: vectors made elsewhere, float32, 16 or 64. Row i is the i-th record of the source file.
 * They are read where they lie, and normalised while read when the similarity is the cosine and they are not already.
 * Throws `invalid-input` for a wrong number of rows, different dimensions, NaN or infinity; `not-found`.
 */
export const openNpyTeacher: OpenTeacher = async (request) => {
  const { workspace, surroundings, options } = request;
  const similarity = options.similarity ?? 'cosine';
  const paths = parseNpyTarget(request.target);
  const documents = await checkFile(request, 'documents', paths.documents);
  const queries = await checkFile(request, 'queries', paths.queries);
  if (documents.dimensions !== queries.dimensions) {
    throw new AppError(
      'invalid-input',
      `${documents.path} has ${documents.dimensions} dimensions and ${queries.path} has ${queries.dimensions}: both must come from one model`,
    );
  }
  const openTable = async (side: Side): Promise<VectorTable> => {
    const { path, check } = side === 'documents' ? documents : queries;
    const records = await recordsByIndex(workspace, side);
    return recordRows(
      await openNpyRows(path, 'given'),
      records,
      similarity === 'cosine' && !check.normalised,
    );
  };
  let tables: Promise<readonly [VectorTable, VectorTable]> | null = null;

  return {
    summary: {
      kind: 'npy',
      fingerprint: teacherFingerprint(['npy', 1, similarity, documents.hash, queries.hash]),
      dimensions: documents.dimensions,
      similarity,
      notes: [
        `Vectors read from ${documents.path} and ${queries.path}.`,
        ...(similarity === 'cosine' ? [documents, queries].flatMap(cosineNotes) : []),
      ],
    },
    encoding: () => Promise.resolve(null),
    embed: () => Promise.resolve({ encoded: 0, device: 'none: the vectors are given' }),
    retriever: async () => {
      tables ??= openBoth(openTable);
      tables.catch(() => (tables = null));
      const [documentRows, queryRows] = await tables;
      return withoutVectorless(
        createVectorRetriever({ documents: documentRows, queries: queryRows, similarity, surroundings }),
        await recordsByIndex(workspace, 'documents'),
      );
    },
    documentVectors: () => openTable('documents'),
    close: async () => {
      const open = await tables?.catch(() => null);
      tables = null;
      for (const table of open ?? []) await table.close();
    },
  };
};

async function checkFile(
  { workspace, surroundings }: TeacherRequest,
  side: Side,
  path: string,
): Promise<CheckedFile> {
  const table = await openNpyRows(path, 'given');
  try {
    const records = await sourceRecords(workspace, side);
    if (table.count !== records) {
      throw new AppError(
        'invalid-input',
        `${path} has ${table.count} rows where the source of the ${side} has ${records} records (refused and duplicate ones count): one row a record, in the file's order`,
      );
    }
    const hash = await fileHash(path, surroundings.cacheFolder);
    const check = await checkVectors(table, path, hash, surroundings.cacheFolder);
    return { path, hash, dimensions: table.dimensions, check };
  } finally {
    await table.close();
  }
}

async function openBoth(
  open: (side: Side) => Promise<VectorTable>,
): Promise<readonly [VectorTable, VectorTable]> {
  const documents = await open('documents');
  try {
    return [documents, await open('queries')];
  } catch (error) {
    await documents.close();
    throw error;
  }
}

/** Positives outside the corpus may have no vector: they get no score, not that of a zero vector. */
function withoutVectorless(retriever: Retriever, records: Int32Array): Retriever {
  if (!records.includes(noRecord)) return retriever;
  return {
    retrieve: async (request, task) => {
      const pool = await retriever.retrieve(request, task);
      const { documents, scores } = pool.positives;
      for (const [i, document] of documents.entries()) {
        if (records[document] === noRecord) scores[i] = Number.NaN;
      }
      return pool;
    },
  };
}

function cosineNotes({ path, check }: CheckedFile): readonly string[] {
  return [
    ...(check.normalised ? [] : [`${path}: normalised for the cosine.`]),
    ...(check.zeroRows > 0
      ? [`${path}: ${countOf(check.zeroRows, 'zero vector')}, whose cosine with everything is 0.`]
      : []),
  ];
}
