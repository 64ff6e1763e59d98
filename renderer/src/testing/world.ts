import type { Pool } from '../../../shared/mining/pool.ts';

/** A small data set in memory, with a teacher made of shared words. */
export type World = {
  readonly documents: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly queries: readonly { readonly id: string; readonly text: string }[];
  /** Split → labelled (query index, document index). */
  readonly labels: Readonly<Record<string, readonly (readonly [number, number])[]>>;
};

/** A world of made-up texts: `count` queries, four documents each, the first of them labelled. */
export function inventWorld(count: number): World {
  const nouns = ['harbour', 'violin', 'glacier', 'lantern', 'orchard', 'compass', 'feather', 'quarry'];
  const places = ['in Norway', 'of the north', 'by the lake', 'near Lisbon', 'under glass'];
  const documents = [];
  const queries = [];
  const train: (readonly [number, number])[] = [];
  for (let i = 0; i < count; i += 1) {
    const subject = `${nouns[i % nouns.length]} number ${i} ${places[i % places.length]}`;
    queries.push({ id: `q${i}`, text: `Who built the ${subject}?` });
    train.push([i, i * 4]);
    documents.push(
      { id: `d${i}-0`, title: subject, text: `The ${subject} was built by a master of the guild.` },
      {
        id: `d${i}-1`,
        title: subject,
        text: `A master of the guild built the ${subject}, says the chronicle.`,
      },
      { id: `d${i}-2`, title: subject, text: `The ${subject} draws visitors in summer.` },
      { id: `d${i}-3`, title: '', text: `Nothing is known of its ${nouns[(i + 3) % nouns.length]}.` },
    );
  }
  return { documents, queries, labels: { train, test: train.slice(0, Math.ceil(count / 4)) } };
}

export type Pools = (split: string, poolSize: number) => Pool;

/** Finds pools that were made before. */
export function createPools(world: World): Pools {
  const pools = new Map<string, Pool>();
  return (split, poolSize) => {
    const key = `${split}:${poolSize}`;
    const pool = pools.get(key) ?? poolOf(world, split, poolSize);
    pools.set(key, pool);
    return pool;
  };
}

/** Words weighted by rarity, cosine, with a little noise by place so that ties are rare: scores from about 0 to 0.95. */
export function poolOf(world: World, split: string, poolSize: number): Pool {
  const bags = [...world.documents, ...world.queries].map((item) =>
    wordsIn([Reflect.get(item, 'title'), item.text].join(' ')),
  );
  const frequency = new Map<string, number>();
  for (const bag of bags) for (const word of bag) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const weight = (word: string): number => Math.log(1 + bags.length / (frequency.get(word) ?? 1)) ** 2;
  const norms = bags.map((bag) => Math.sqrt([...bag].reduce((sum, word) => sum + weight(word), 0)));
  const score = (query: number, document: number): number => {
    const queryAt = world.documents.length + query;
    let shared = 0;
    for (const word of bags[queryAt] ?? []) if (bags[document]?.has(word)) shared += weight(word);
    const noise = (((query * 7919 + document * 104_729) % 997) / 997) * 0.08;
    return Math.fround(shared / ((norms[document] ?? 1) * (norms[queryAt] ?? 1) || 1) + noise);
  };

  const positivesOf = new Map<number, number[]>();
  for (const [query, document] of world.labels[split] ?? []) {
    positivesOf.set(query, [...(positivesOf.get(query) ?? []), document]);
  }
  const rows = [...positivesOf.keys()].toSorted((a, b) => a - b);
  const size = Math.min(poolSize, world.documents.length - 1);
  const documents = new Int32Array(rows.length * size).fill(-1);
  const scores = new Float32Array(rows.length * size);
  const offsets = new Int32Array(rows.length + 1);
  const positives: [number, number][] = [];
  for (const [row, query] of rows.entries()) {
    const labelled = positivesOf.get(query) ?? [];
    for (const document of labelled) positives.push([document, score(query, document)]);
    offsets[row + 1] = positives.length;
    const best = world.documents
      .map((_, document) => [document, score(query, document)] as const)
      .filter(([document]) => !labelled.includes(document))
      .toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
      .slice(0, size);
    for (const [rank, [document, value]] of best.entries()) {
      documents[row * size + rank] = document;
      scores[row * size + rank] = value;
    }
  }
  return {
    poolSize: size,
    queries: Int32Array.from(rows),
    counts: new Int32Array(rows.length).fill(size),
    documents,
    scores,
    positives: {
      offsets,
      documents: Int32Array.from(positives, ([document]) => document),
      scores: Float32Array.from(positives, ([, value]) => value),
    },
  };
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu));
}
