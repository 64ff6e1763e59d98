import type { TeacherScores } from '../../../shared/ipc/detail-calls.ts';
import { binOf, histogramEdges } from '../../../shared/statistics/histogram.ts';
import { poolRequest } from '../pools/pool-request.ts';
import type { Task } from '../task.ts';
import type { Teacher } from '../teachers/teacher.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { corpusDocuments, positivesOf, requestFor, sampledRows, seededPicks } from './sample-rows.ts';

type Asked = {
  readonly split: string;
  readonly poolSize: number;
  readonly randomEach: number;
  readonly queries: number;
  readonly seed: number;
};

const bins = 40;

/** How a teacher scores the positives of a split, and documents drawn at random for the same queries. One retrieval for the sample. */
export async function teacherScores(
  workspace: Workspace,
  teacher: Teacher,
  asked: Asked,
  task: Task,
): Promise<TeacherScores> {
  const { request } = poolRequest(await workspace.dataSet(), asked.split, asked.poolSize);
  const rows = sampledRows(request, asked.queries, asked.seed);
  const corpus = corpusDocuments(request);
  const positives = rows.map((row) => positivesOf(request, row));
  const random = rows.map((row, i) => {
    const picks = (positives[i]?.length ?? 0) * asked.randomEach;
    const excluded = new Set(request.excluded(row));
    return seededPicks(asked.seed, `${request.queries[row]}`, corpus.length, picks)
      .map((pick) => corpus[pick] ?? 0)
      .filter((document) => !excluded.has(document));
  });
  const scored = positives.map((own, i) => [...own, ...(random[i] ?? [])]);
  const retriever = await teacher.retriever(task);
  const pool = await retriever.retrieve(requestFor(request, rows, asked.poolSize, scored), task);

  const found = { positives: [] as number[], random: [] as number[] };
  let [outside, pairs, right] = [0, 0, 0];
  rows.forEach((_, i) => {
    const scores = pool.positives.scores.subarray(pool.positives.offsets[i], pool.positives.offsets[i + 1]);
    const count = positives[i]?.length ?? 0;
    const [own, others] = [scores.subarray(0, count), scores.subarray(count).filter(isKnown)];
    const isFull = (pool.counts[i] ?? 0) === pool.poolSize;
    const last = isFull ? (pool.scores[(i + 1) * pool.poolSize - 1] ?? 0) : Number.NEGATIVE_INFINITY;
    for (const score of own) {
      if (!(score >= last)) outside++;
      if (!isKnown(score)) continue;
      found.positives.push(score);
      for (const other of others) right += score > other ? 1 : score === other ? 0.5 : 0;
      pairs += others.length;
    }
    for (const score of others) found.random.push(score);
  });
  const of = positives.flat().length;
  return {
    queries: rows.length,
    queriesTotal: request.queries.length,
    histogram: histogramOf(found),
    positives: {
      scored: found.positives.length,
      unscored: of - found.positives.length,
      mean: mean(found.positives),
    },
    random: {
      scored: found.random.length,
      unscored: random.flat().length - found.random.length,
      mean: mean(found.random),
    },
    separation: pairs === 0 ? null : right / pairs,
    outsidePool: { count: outside, of, poolSize: asked.poolSize },
  };
}

function isKnown(score: number): boolean {
  return !Number.isNaN(score);
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function histogramOf({
  positives,
  random,
}: Readonly<Record<'positives' | 'random', readonly number[]>>): TeacherScores['histogram'] {
  const all = [...positives, ...random];
  const low = all.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = all.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const edges = histogramEdges(low, high, bins);
  const count = (values: readonly number[]): number[] => {
    const counts = Array.from({ length: bins }, () => 0);
    for (const value of values) counts[binOf(edges, value)] = (counts[binOf(edges, value)] ?? 0) + 1;
    return counts;
  };
  // "candidates" is what the chart calls the quiet series of documents nobody labelled.
  return { edges: [...edges], series: { positives: count(positives), candidates: count(random) } };
}
