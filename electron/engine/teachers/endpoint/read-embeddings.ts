import { z } from 'zod';
import { AppError } from '../../../../shared/errors.ts';

const Response = z.object({
  data: z.array(
    z.object({
      index: z.int().nonnegative().optional(),
      /** Base64 of little-endian float32, or numbers: servers differ, also in what they do when asked for one. */
      embedding: z.union([z.base64(), z.array(z.number().nullable())]),
    }),
  ),
});

export type Embeddings = { readonly rows: Float32Array; readonly dimensions: number };

/**
 * The vectors of an answer to `/embeddings`, in the order of the texts whatever their order in it. `who` names the server in
 * errors. Throws `failed` for another number of vectors, another length than `dimensions` (when known) or than the others,
 * numbers that are not finite, and indexes that are not 0 to n − 1.
 */
export function readEmbeddings(
  answer: unknown,
  texts: number,
  dimensions: number | null,
  who: string,
): Embeddings {
  const fail = (what: string): AppError => new AppError('failed', `${who} ${what}`);
  const parsed = Response.safeParse(answer);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw fail(
      `gave no embeddings: ${issue ? `${issue.path.join('.') || 'answer'}: ${issue.message}` : 'empty'}`,
    );
  }
  const { data } = parsed.data;
  if (data.length !== texts) throw fail(`gave ${data.length} vectors for ${texts} texts`);
  const width = dimensions ?? lengthOf(data[0]?.embedding ?? []);
  const rows = new Float32Array(texts * width);
  const seen = new Set<number>();
  data.forEach(({ index = 0, embedding }, place) => {
    const row = data.every((each) => each.index === undefined) ? place : index;
    if (row >= texts || seen.has(row)) {
      throw fail(`numbered its vectors wrongly: index ${row} of ${texts}${seen.has(row) ? ' twice' : ''}`);
    }
    seen.add(row);
    const length = lengthOf(embedding);
    if (length !== width || width === 0) {
      throw fail(`gave a vector of ${length} numbers where the others have ${width}`);
    }
    const vector = numbersOf(embedding);
    const wrong = vector.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) throw fail(`gave ${String(vector[wrong])} as component ${wrong} of vector ${row}`);
    rows.set(vector, row * width);
  });
  return { rows, dimensions: width };
}

type Embedding = string | readonly (number | null)[];

function lengthOf(embedding: Embedding): number {
  return typeof embedding === 'string'
    ? Buffer.byteLength(embedding, 'base64') / Float32Array.BYTES_PER_ELEMENT
    : embedding.length;
}

/** JSON has no NaN: servers write null for it. */
function numbersOf(embedding: Embedding): Float32Array {
  if (typeof embedding !== 'string') return Float32Array.from(embedding, (value) => value ?? NaN);
  const bytes = Buffer.from(embedding, 'base64');
  return Float32Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(4 * i));
}
