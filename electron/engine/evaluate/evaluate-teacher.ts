import { createEvaluationTotal } from '../../../shared/evaluation/evaluation-total.ts';
import { relevantRanks, type Hit } from '../../../shared/evaluation/relevant-ranks.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Evaluation } from '../../../shared/ipc/teacher-calls.ts';
import type { Pool } from '../../../shared/mining/pool.ts';
import type { Task } from '../task.ts';
import type { Teacher } from '../teachers/teacher.ts';
import type { DataSet } from '../workspace/data-set.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { idOrder } from './id-order.ts';

/** What is retrieved at least for each query; `mrr` at `all` sees no deeper. */
const smallestDepth = 1000;
/** Queries retrieved at once: bounds the memory of a pool to 33 MB at the smallest depth. */
const queriesAtOnce = 4096;

/**
 * trec_eval's measures of a teacher's retrieval over the whole corpus, positives in it, for the split's queries with a
 * relevant document. Documents with equal text are retrieved together, with equal scores.
 */
export async function evaluateTeacher(
  workspace: Workspace,
  teacher: Teacher,
  { split, at }: { readonly split: string; readonly at: readonly number[] },
  task: Task,
): Promise<Evaluation> {
  const total = createEvaluationTotal(at);
  await retrieveHits(workspace, teacher, { split, depth: Math.max(...at) }, task, (_, hits, grades) =>
    total.add(hits, grades),
  );
  return total.means();
}

/**
 * Retrieves for each of the split's queries with a relevant document, and hands its hits, best first, and the grades of all its
 * documents to `take`.
 */
export async function retrieveHits(
  workspace: Workspace,
  teacher: Teacher,
  { split, depth }: { readonly split: string; readonly depth: number },
  task: Task,
  take: (query: number, hits: readonly Hit[], grades: readonly number[]) => void,
): Promise<void> {
  const dataSet = await workspace.dataSet();
  const queries = queriesOf(dataSet, split, workspace.path);
  const retriever = await teacher.retriever(task);
  const copies = copiesOf(dataSet);
  const order = await idOrder(workspace.database, dataSet.documentCount);
  const nothing = new Int32Array(0);
  for (let start = 0; start < queries.length; start += queriesAtOnce) {
    task.signal.throwIfAborted();
    const block = Int32Array.from(queries.slice(start, start + queriesAtOnce), ({ query }) => query);
    const pool = await retriever.retrieve(
      {
        dataSet,
        queries: block,
        poolSize: Math.max(smallestDepth, depth),
        excluded: () => nothing,
        positives: { offsets: new Int32Array(block.length + 1), documents: nothing },
      },
      task,
    );
    block.forEach((query, row) => {
      const grades = queries[start + row]?.grades ?? new Map<number, number>();
      const { documents, scores } = retrievedIn(pool, row, copies);
      const hits = relevantRanks(
        Float32Array.from(scores),
        Float64Array.from(documents, (document) => grades.get(document) ?? 0),
        (i, j) => (order[documents[i] ?? 0] ?? 0) > (order[documents[j] ?? 0] ?? 0),
      );
      take(query, hits, [...grades.values()]);
    });
  }
}

type GradedQuery = { readonly query: number; readonly grades: ReadonlyMap<number, number> };

/** The queries that have a relevant document in the split, with all their grades there. */
function queriesOf(dataSet: DataSet, split: string, path: string): readonly GradedQuery[] {
  const { labels, splits, queryCount } = dataSet;
  const wanted = splits.indexOf(split);
  if (wanted < 0) {
    throw new AppError('not-found', `no split "${split}" in ${path}: it has ${splits.join(', ') || 'none'}`);
  }
  const graded: GradedQuery[] = [];
  for (let query = 0; query < queryCount; query++) {
    const grades = new Map<number, number>();
    for (let label = labels.offsets[query] ?? 0; label < (labels.offsets[query + 1] ?? 0); label++) {
      if (labels.splits[label] === wanted)
        grades.set(labels.documents[label] ?? 0, labels.grades[label] ?? 0);
    }
    if ([...grades.values()].some((grade) => grade > 0)) graded.push({ query, grades });
  }
  return graded;
}

/** For each first document the others of the corpus with its text. */
function copiesOf({ firstDocument, inCorpus }: DataSet): ReadonlyMap<number, readonly number[]> {
  const copies = new Map<number, number[]>();
  firstDocument.forEach((first, document) => {
    if (first === document || inCorpus[document] !== 1) return;
    copies.set(first, [...(copies.get(first) ?? []), document]);
  });
  return copies;
}

function retrievedIn(
  pool: Pool,
  row: number,
  copies: ReadonlyMap<number, readonly number[]>,
): { readonly documents: readonly number[]; readonly scores: readonly number[] } {
  const documents: number[] = [];
  const scores: number[] = [];
  const start = row * pool.poolSize;
  for (let place = start; place < start + (pool.counts[row] ?? 0); place++) {
    const document = pool.documents[place] ?? 0;
    for (const own of [document, ...(copies.get(document) ?? [])]) {
      documents.push(own);
      scores.push(pool.scores[place] ?? 0);
    }
  }
  return { documents, scores };
}
