import { createHitFinder, type HitFinder } from './hit-finder.ts';
import { groupSize } from './hit-graph.ts';

/** A product as a search makes them; some ten milliseconds in all, more where other work disturbs it. */
const probe = { queries: 512, documents: 1_024, dimensions: 384, leastRounds: 3, mostRounds: 10 };
/** 8-bit lists are longer and cost more afterwards. */
const leastGain = 1.6;

let known: Promise<boolean> | null = null;

/**
 * Whether this processor multiplies 8-bit numbers exactly and faster than float32 ones by enough; found out once. Processors without
 * dot-product instructions for them either lose (slower) or add pairs in 16 bits, which overflow.
 */
export function coarsePays(): Promise<boolean> {
  known ??= measure();
  return known;
}

async function measure(): Promise<boolean> {
  const int8 = await createHitFinder('int8', probe.dimensions);
  try {
    if (!(await isExact(int8))) return false;
    const plain = await createHitFinder('plain', probe.dimensions);
    try {
      return await gainsEnough(plain, int8);
    } finally {
      await plain.close();
    }
  } finally {
    await int8.close();
  }
}

/** The largest numbers of one sign: sums of their products are the first to overflow. */
async function isExact(int8: HitFinder): Promise<boolean> {
  const { dimensions } = probe;
  const ones = new Float32Array(groupSize * dimensions).fill(1);
  const queries = await int8.queries(ones.subarray(0, dimensions), Float64Array.of(Math.sqrt(dimensions)));
  const { scores } = await int8.find(queries, 0, await int8.documents(ones), Float32Array.of(-1));
  // In units of 1 / 127; what the documents' own errors add is nothing here.
  const expected = 127 * dimensions;
  return (
    scores.length === groupSize && scores.every((score) => Math.abs(score - expected) <= expected * 1e-4)
  );
}

/** By the fastest of some rounds each, in turn, until the gain shows. */
async function gainsEnough(plain: HitFinder, int8: HitFinder): Promise<boolean> {
  const rows = anyRows();
  const [plainRound, int8Round] = [await timedRound(plain, rows), await timedRound(int8, rows)];
  let [fastestPlain, fastestInt8] = [Infinity, Infinity];
  for (let round = 1; round <= probe.mostRounds; round++) {
    fastestPlain = Math.min(fastestPlain, await plainRound());
    fastestInt8 = Math.min(fastestInt8, await int8Round());
    if (round >= probe.leastRounds && fastestPlain >= leastGain * fastestInt8) return true;
  }
  return false;
}

/** A product in which nothing is found, and how many milliseconds it takes. */
async function timedRound(finder: HitFinder, rows: Float32Array): Promise<() => Promise<number>> {
  const { queries, dimensions } = probe;
  const some = await finder.queries(rows.subarray(0, queries * dimensions), new Float64Array(queries));
  const block = await finder.documents(rows);
  const thresholds = new Float32Array(queries).fill(Infinity);
  return async () => {
    const started = performance.now();
    await finder.find(some, 0, block, thresholds);
    return performance.now() - started;
  };
}

/** Any numbers of both signs, the same few again and again. */
function anyRows(): Float32Array {
  const rows = new Float32Array(probe.documents * probe.dimensions);
  const few = Float32Array.from({ length: 509 }, (_, i) => ((i * 7_919) % 509) - 254);
  for (let at = 0; at < rows.length; at += few.length) rows.set(few.subarray(0, rows.length - at), at);
  return rows;
}
