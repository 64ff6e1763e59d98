import type { Pool } from '../../../shared/mining/pool.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { RunRow } from './run-rows.ts';
import { readPositiveScores } from './supplied-scores.ts';

/** The queries of a split with a positive, and what the data gave them; compressed rows, in the order of the data. */
export type SuppliedNegatives = {
  readonly queries: Int32Array;
  readonly offsets: Int32Array;
  readonly documents: Int32Array;
  /** As the data says; NaN where it says none. By whatever model made them: not a teacher's. */
  readonly scores: Float32Array;
  readonly positives: Pool['positives'];
  /** Pairs of queries without a positive in the split. */
  readonly withoutPositive: number;
  /** How often the split gives a query a document that it gave that query before. */
  readonly repeated: number;
};

/** Reads the negatives that came with a split; a document given again to a query is counted, and taken at its first place. */
export async function suppliedNegatives(
  workspace: Workspace,
  { name, split }: Pick<RunRow, 'name' | 'split'>,
): Promise<SuppliedNegatives> {
  const { given, repeated } = await readGiven(workspace, split);
  const { labels, splits, queryCount } = await workspace.dataSet();
  const wanted = splits.indexOf(split);
  const queries: number[] = [];
  const documents: number[] = [];
  const scores: number[] = [];
  const offsets = [0];
  const positives: number[] = [];
  const positiveOffsets = [0];
  for (let query = 0; query < queryCount; query++) {
    const before = positives.length;
    for (let i = labels.offsets[query] ?? 0; i < (labels.offsets[query + 1] ?? 0); i++) {
      if (labels.splits[i] === wanted && (labels.grades[i] ?? 0) > 0)
        positives.push(labels.documents[i] ?? 0);
    }
    if (positives.length === before) continue;
    queries.push(query);
    for (const { document, score } of given.get(query) ?? []) {
      documents.push(document);
      scores.push(score);
    }
    given.delete(query);
    offsets.push(documents.length);
    positiveOffsets.push(positives.length);
  }
  return {
    queries: Int32Array.from(queries),
    offsets: Int32Array.from(offsets),
    documents: Int32Array.from(documents),
    scores: Float32Array.from(scores),
    positives: {
      offsets: Int32Array.from(positiveOffsets),
      documents: Int32Array.from(positives),
      scores: await readPositiveScores(workspace, name, positives.length),
    },
    withoutPositive: [...given.values()].reduce((sum, rest) => sum + rest.length, 0),
    repeated,
  };
}

type Given = { readonly document: number; readonly score: number };

async function readGiven(
  workspace: Workspace,
  split: string,
): Promise<{ readonly given: Map<number, Given[]>; readonly repeated: number }> {
  const given = new Map<number, Given[]>();
  let repeated = 0;
  const chunks = workspace.database.chunks(
    `SELECT query, document, arg_min(score, (source, row, position)), count(*) FROM supplied_negatives WHERE split = ?
     GROUP BY query, document ORDER BY query, min((source, row, position)), document`,
    [split],
  );
  for await (const [queries = [], documents = [], scores = [], times = []] of chunks) {
    for (const [i, query] of queries.entries()) {
      const own = given.get(Number(query)) ?? [];
      const score = scores[i] ?? null;
      own.push({ document: Number(documents[i]), score: score === null ? Number.NaN : Number(score) });
      given.set(Number(query), own);
      repeated += Number(times[i]) - 1;
    }
  }
  return { given, repeated };
}
