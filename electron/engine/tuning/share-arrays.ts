import type { DecisionMaterial } from '../../../shared/mining/decide-pool.ts';
import type { Pool } from '../../../shared/mining/pool.ts';

/** Elements copied at once: about ten milliseconds. */
const copied = 1 << 22;

type Numbers = Int32Array | Float32Array | Float64Array | Uint8Array;

/** A copy in memory that threads share, made in pieces so that the engine answers in between. */
async function shared<T extends Numbers>(source: T, create: (buffer: SharedArrayBuffer) => T): Promise<T> {
  if (source.buffer instanceof SharedArrayBuffer) return source;
  const target = create(new SharedArrayBuffer(source.byteLength));
  for (let from = 0; from < source.length; from += copied) {
    target.set(source.subarray(from, from + copied), from);
    if (source.length > copied) await new Promise(setImmediate);
  }
  return target;
}

const ints = (source: Int32Array): Promise<Int32Array> => shared(source, (buffer) => new Int32Array(buffer));
const floats = (source: Float32Array): Promise<Float32Array> =>
  shared(source, (buffer) => new Float32Array(buffer));
const doubles = (source: Float64Array): Promise<Float64Array> =>
  shared(source, (buffer) => new Float64Array(buffer));

/** Shared copies, so that the same source is copied once while anyone uses it. */
const known = new WeakMap<object, Promise<Numbers>>();

function once<T extends Numbers>(source: T, copy: (source: T) => Promise<T>): Promise<T> {
  const before = known.get(source);
  // A copy has its source's type.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  if (before !== undefined) return before as Promise<T>;
  const made = copy(source);
  known.set(source, made);
  return made;
}

/** A pool in shared memory. Documents are only needed by draws: without `withDocuments`, none are copied. */
export async function sharePool(pool: Pool, withDocuments: boolean): Promise<Pool> {
  const { offsets, documents, scores } = pool.positives;
  return {
    poolSize: pool.poolSize,
    queries: await once(pool.queries, ints),
    counts: await once(pool.counts, ints),
    documents: withDocuments ? await once(pool.documents, ints) : new Int32Array(new SharedArrayBuffer(0)),
    scores: await once(pool.scores, floats),
    positives: {
      offsets: await once(offsets, ints),
      documents: await once(documents, ints),
      scores: await once(scores, floats),
    },
  };
}

/** What else decisions read, in shared memory. */
export async function shareBeside({ idHashes, positiveCosines }: Omit<DecisionMaterial, 'pool'>) {
  return {
    ...(idHashes === undefined
      ? {}
      : {
          idHashes: {
            queries: await once(idHashes.queries, doubles),
            documents: await once(idHashes.documents, doubles),
          },
        }),
    ...(positiveCosines == null ? {} : { positiveCosines: await once(positiveCosines, floats) }),
  };
}
