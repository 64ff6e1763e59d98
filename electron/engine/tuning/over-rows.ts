import type { TuneMaterial } from '../../../shared/tuning/tune-request.ts';
import type { TuningThreads } from './tuning-threads.ts';
import type { TuningAnswers, TuningWork } from './tuning-work.ts';

export type Piece<A> = { readonly from: number; readonly to: number; readonly answer: A };

/** What is megabytes for each piece, to be added up, is made of fewer, larger ones. */
function pieceFactor(work: TuningWork): number {
  if (work.kind === 'brush') return 4;
  return work.kind === 'tables' && work.request.grid.length > 1 ? 2 : 1;
}

/**
 * Does work on all rows of a pool, in pieces on all threads, and hands each answer to `take` as it comes. Pieces are taken in an
 * order that jumps through the pool, so that the first ones resemble the whole.
 * Stops at the next piece when `signal` says so, with its reason.
 */
export async function overRows<K extends TuningWork['kind']>(
  threads: TuningThreads,
  material: TuneMaterial,
  work: Extract<TuningWork, { kind: K }>,
  take: (piece: Piece<TuningAnswers[K]>) => void,
  signal: AbortSignal,
): Promise<void> {
  const pieces = piecesOf(threads, material, pieceFactor(work));
  const order = spreadOrder(pieces.length);
  let next = 0;
  async function lane(): Promise<void> {
    for (;;) {
      const index = order[next++];
      const piece = index === undefined ? undefined : pieces[index];
      if (piece === undefined) return;
      signal.throwIfAborted();
      const answer = await threads.run<K>(material, work, piece.from, piece.to);
      signal.throwIfAborted();
      take({ ...piece, answer });
    }
  }
  await Promise.all(Array.from({ length: threads.count }, lane));
}

/** Rows of each piece, `larger` times as many as usual. */
function piecesOf(
  { piece, count }: TuningThreads,
  { pool }: TuneMaterial,
  larger: number,
): readonly { readonly from: number; readonly to: number }[] {
  const rows = pool.queries.length;
  // As many for each thread: none waits for the other's last one.
  const rounds = Math.max(1, Math.ceil((rows * pool.poolSize) / (piece * larger * count)));
  const step = Math.max(1, Math.ceil(rows / (rounds * count)));
  return Array.from({ length: Math.ceil(rows / step) }, (_, i) => ({
    from: i * step,
    to: Math.min(rows, (i + 1) * step),
  }));
}

/** 0 to count − 1 by their bits turned round. */
function spreadOrder(count: number): readonly number[] {
  const bits = Math.ceil(Math.log2(Math.max(2, count)));
  const turned = (value: number): number => {
    let result = 0;
    for (let bit = 0; bit < bits; bit++) if ((value & (1 << bit)) !== 0) result |= 1 << (bits - 1 - bit);
    return result;
  };
  return Array.from({ length: 1 << bits }, (_, i) => turned(i)).filter((i) => i < count);
}
