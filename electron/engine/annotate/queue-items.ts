import { shuffled } from '../../../shared/sampling-plan/label-next.ts';
import type { QueueItem } from './queue-store.ts';

type Pair = Pick<QueueItem, 'query' | 'document'>;

/** What a drawn wave is made of. */
export type WaveParts = {
  readonly drawn: readonly Pair[];
  readonly gold: readonly Pair[];
  /** Pairs that this annotator labelled before. */
  readonly repeats: readonly Pair[];
  /** Share of the drawn pairs, and of the checks, that others are asked to label as well. */
  readonly doubleShare: number;
  readonly seed: number;
};

/** All of them in one seeded random order, a seeded random part of them shared. */
export function waveItems({ drawn, gold, repeats, doubleShare, seed }: WaveParts): readonly QueueItem[] {
  const part = (pairs: readonly Pair[], role: QueueItem['role'], share: number): QueueItem[] => {
    const shared = new Set(order(pairs.length, seed + 1).slice(0, Math.round(share * pairs.length)));
    return pairs.map(({ query, document }, i) => ({ query, document, role, is_shared: shared.has(i) }));
  };
  return inRandomOrder(
    [...part(drawn, 'label', doubleShare), ...part(gold, 'gold', doubleShare), ...part(repeats, 'repeat', 0)],
    seed,
  );
}

/** Seeded random order. */
export function inRandomOrder<T>(items: readonly T[], seed: number): readonly T[] {
  return order(items.length, seed).flatMap((i) => items.slice(i, i + 1));
}

function order(count: number, seed: number): readonly number[] {
  return [
    ...shuffled(
      Int32Array.from({ length: count }, (_, i) => i),
      seed,
    ),
  ];
}
