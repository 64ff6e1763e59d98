import { AppError } from '../../../shared/errors.ts';
import type { TeacherPairs } from '../../../shared/ipc/detail-calls.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import { documentIds, queryTexts } from '../mine/texts.ts';
import { poolRequest } from '../pools/pool-request.ts';
import type { Task } from '../task.ts';
import type { Retriever } from '../teachers/retriever.ts';
import type { Teacher } from '../teachers/teacher.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { spearman } from './spearman.ts';
import { corpusDocuments, positivesOf, requestFor, sampledRows, seededPicks } from './sample-rows.ts';

type Asked = { readonly split: string; readonly queries: number; readonly seed: number };

/** Best candidates of each teacher, and random documents, for each query. */
const [candidatesEach, randomEach] = [8, 4];

/** Scores of two teachers for the same pairs: positives, the best candidates of both, and random documents of sampled queries. */
export async function teacherPairs(
  workspace: Workspace,
  [first, second]: readonly [Teacher, Teacher],
  asked: Asked,
  task: Task,
): Promise<TeacherPairs> {
  const { request } = poolRequest(await workspace.dataSet(), asked.split, candidatesEach);
  const rows = sampledRows(request, asked.queries, asked.seed);
  const retrievers = [await first.retriever(task), await second.retriever(task)] as const;
  const none = rows.map(() => []);
  const best: Pool[] = [];
  for (const retriever of retrievers) {
    best.push(await retriever.retrieve(requestFor(request, rows, candidatesEach, none), task));
  }
  const corpus = corpusDocuments(request);
  if (corpus.length === 0)
    throw new AppError('invalid-input', `${workspace.path} has no corpus to compare on`);
  const asPairs = rows.map((row, i) => {
    const kinds = new Map<number, TeacherPairs['pairs'][number]['kind']>();
    for (const pick of seededPicks(asked.seed, `${request.queries[row]}`, corpus.length, randomEach))
      kinds.set(corpus[pick] ?? 0, 'random');
    for (const pool of best) for (const document of candidatesOf(pool, i)) kinds.set(document, 'candidate');
    for (const document of positivesOf(request, row)) kinds.set(document, 'positive');
    return kinds;
  });
  const scored = requestFor(
    request,
    rows,
    1,
    asPairs.map((kinds) => [...kinds.keys()]),
  );
  const [a, b] = [await scoresOf(retrievers[0], scored, task), await scoresOf(retrievers[1], scored, task)];
  const all = asPairs.flatMap((kinds, i) =>
    [...kinds].map(([document, kind]) => ({ query: request.queries[rows[i] ?? 0] ?? 0, document, kind })),
  );
  const pairs = all
    .map((pair, i) => ({ ...pair, first: a[i] ?? Number.NaN, second: b[i] ?? Number.NaN }))
    .filter((pair) => !Number.isNaN(pair.first) && !Number.isNaN(pair.second));
  const queryIds = await queryTexts(
    workspace,
    pairs.map(({ query }) => query),
  );
  const ids = await documentIds(
    workspace,
    pairs.map(({ document }) => document),
  );
  return {
    queries: rows.length,
    pairs: pairs.map((pair) => ({
      ...pair,
      query_id: queryIds.get(pair.query)?.id ?? '',
      document_id: ids.get(pair.document) ?? '',
    })),
    unscored: all.length - pairs.length,
    spearman: spearman(
      pairs.map((pair) => pair.first),
      pairs.map((pair) => pair.second),
    ),
  };
}

function candidatesOf(pool: Pool, row: number): Int32Array {
  return pool.documents.subarray(row * pool.poolSize, row * pool.poolSize + (pool.counts[row] ?? 0));
}

async function scoresOf(
  retriever: Retriever,
  request: Parameters<Retriever['retrieve']>[0],
  task: Task,
): Promise<Float32Array> {
  return (await retriever.retrieve(request, task)).positives.scores;
}
