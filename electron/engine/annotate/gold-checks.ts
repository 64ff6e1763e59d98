import { hashUniform } from '../../../shared/random.ts';
import { defaultMapping, type LabelValue } from '../../../shared/rates/event-mapping.ts';
import { pairKey } from '../judge/judgement-store.ts';
import { knownNegatives } from '../mine/known-negatives.ts';
import type { DataSet } from '../workspace/data-set.ts';
import type { QueueItem } from './queue-store.ts';

type Pair = Pick<QueueItem, 'query' | 'document'>;

export type GoldRequest = {
  /** Pairs among which the checks must not stand out: they are about the same queries. */
  readonly among: readonly Pair[];
  readonly count: number;
  /** Compared with a labelled positive, a known positive needs another one beside it. */
  readonly isComparison: boolean;
  readonly seed: number;
  /** Pairs that cannot be a check: asked before, or candidates of the plan (`pairKey`). */
  readonly isTaken: (key: number) => boolean;
};

/** Another query, or document, is tried so often for each check; then there is one check less. */
const tries = 20;

/**
 * Pairs whose answer the data know, every second one a positive of the query, the others documents with grade 0, else random ones of the
 * corpus. Fewer than asked for where the data have no more.
 */
export function goldChecks(dataSet: DataSet, request: GoldRequest): readonly Pair[] {
  const { among, count, isComparison, seed, isTaken } = request;
  const found = new Map<number, Pair>();
  for (let check = 0; check < count && among.length > 0; check++) {
    for (let attempt = 0; attempt < tries; attempt++) {
      const draw = (what: string, size: number): number =>
        Math.floor(hashUniform(seed, `gold ${what}`, `${check} ${attempt}`) * size);
      const query = among[draw('query', among.length)]?.query ?? 0;
      const positives = positivesOf(dataSet, query);
      const choices = (check + seed) % 2 === 0 ? positives : [...knownNegatives(dataSet, query)];
      const isShort = isComparison && positives.length < 2 && choices === positives;
      const document =
        (isShort ? undefined : choices[draw('choice', choices.length)]) ??
        draw('document', dataSet.documentCount);
      const key = pairKey(query, document);
      const isPositive = positives.includes(document);
      if (isShort || found.has(key) || isTaken(key)) continue;
      if (!isPositive && !isOtherText(dataSet, query, document, positives)) continue;
      found.set(key, { query, document });
      break;
    }
  }
  return [...found.values()];
}

/** Whether the answer to a check is what the data say; a check that "can't" be told is answered, but not right. */
export function isRight(dataSet: DataSet, { query, document }: Pair, value: LabelValue): boolean {
  const expected = positivesOf(dataSet, query).includes(document) ? 'false-negative' : 'true-negative';
  return defaultMapping[value] === expected;
}

/** The query's labelled positives of every split. */
function positivesOf({ labels }: DataSet, query: number): readonly number[] {
  const positives = new Set<number>();
  for (let i = labels.offsets[query] ?? 0; i < (labels.offsets[query + 1] ?? 0); i++) {
    if ((labels.grades[i] ?? 0) > 0) positives.add(labels.documents[i] ?? 0);
  }
  return [...positives];
}

/** A document of the corpus whose text is neither a positive's nor the query's own. */
function isOtherText(
  { firstDocument, inCorpus, copyOfQuery }: DataSet,
  query: number,
  document: number,
  positives: readonly number[],
): boolean {
  const first = firstDocument[document] ?? document;
  const own = copyOfQuery[query] ?? -1;
  if (inCorpus[document] !== 1 || first !== document) return false;
  return own !== first && positives.every((positive) => firstDocument[positive] !== first);
}
