import { AppError } from '../../../../shared/errors.ts';
import type { Pool } from '../../../../shared/mining/pool.ts';
import type { Task } from '../../task.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { eachAtOnce } from '../encode/each-at-once.ts';
import { planBatches } from '../encode/plan-batches.ts';
import { readTextsOf, type SourceText } from '../encode/source-texts.ts';
import { throttled } from '../encode/throttled.ts';
import type { Tokens } from '../onnx/text-tokenizer.ts';
import type { PairModel } from './pair-model.ts';
import { documentsOfRow } from './rescore-pool.ts';
import type { ScoreHead } from './score-head.ts';
import type { PairScore, ScoreJournal } from './score-journal.ts';

export type PairWork = {
  readonly workspace: Workspace;
  readonly pool: Pool;
  readonly journal: ScoreJournal;
  readonly head: ScoreHead;
  readonly prompts: { readonly query: string; readonly document: string };
  /** Opened only when a pair is missing. */
  readonly model: () => Promise<PairModel>;
};

/** Rows whose texts are in memory at once. */
const rowsAtOnce = 16;
const batchTokens = 2048;
const batchPairs = 64;

type Missing = { readonly query: number; readonly document: number };

/**
 * Scores every pair of the pool, and every positive, that the journal does not have yet; journals batch by batch.
 * Stops between batches when cancelled. Throws `failed` naming the pair whose score is no number.
 */
export async function scorePairs(work: PairWork, task: Task): Promise<void> {
  const { pool, journal } = work;
  const missingOf = (row: number): readonly Missing[] => {
    const query = pool.queries[row] ?? -1;
    return documentsOfRow(pool, row)
      .filter((document) => journal.get(query, document) === undefined)
      .map((document) => ({ query, document }));
  };
  const rows = Array.from(pool.queries, (_, row) => row);
  const total = rows.reduce((sum, row) => sum + documentsOfRow(pool, row).length, 0);
  let left = rows.reduce((sum, row) => sum + missingOf(row).length, 0);
  if (left === 0) return;
  const model = await work.model();
  const report = throttled(() =>
    task.progress({ stage: 'rescore', done: total - left, total, unit: 'pairs', detail: model.device }),
  );
  report.now();
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const missing = rows.slice(start, start + rowsAtOnce).flatMap(missingOf);
    await scoreSome(work, model, missing, task, (scored) => {
      left -= scored;
      report();
    });
  }
  report.now();
}

async function scoreSome(
  { workspace, journal, head, prompts }: PairWork,
  model: PairModel,
  missing: readonly Missing[],
  task: Task,
  onScored: (pairs: number) => void,
): Promise<void> {
  if (missing.length === 0) return;
  const queries = await readTextsOf(workspace, 'queries', new Set(missing.map(({ query }) => query)));
  const documents = await readTextsOf(
    workspace,
    'documents',
    new Set(missing.map(({ document }) => document)),
  );
  const queryTokens = tokensOf(model, queries, prompts.query);
  const documentTokens = tokensOf(model, documents, prompts.document);
  const pairs = missing.map(({ query, document }) =>
    model.pair(queryTokens(query), documentTokens(document)),
  );
  const costs = pairs.map(({ ids }) => ids.length);
  await eachAtOnce(planBatches(costs, batchTokens, batchPairs), model.concurrency, async (batch) => {
    await new Promise((resolve) => setImmediate(resolve));
    if (task.signal.aborted)
      throw new AppError('cancelled', 'cancelled; what is scored stays, run again to go on');
    const members = batch.flatMap((i) => {
      const [pair, tokens] = [missing[i], pairs[i]];
      return pair && tokens ? [{ pair, tokens }] : [];
    });
    const scores = await scoreBatch(model, head, members);
    const wrong = scores.find(({ score }) => !Number.isFinite(score));
    if (wrong) {
      const [query, document] = [queries.get(wrong.query)?.id, documents.get(wrong.document)?.id];
      throw new AppError(
        'failed',
        `the cross-encoder gave ${wrong.score} for query ${query} and document ${document}`,
      );
    }
    await journal.add(scores);
    onScored(scores.length);
  });
}

async function scoreBatch(
  model: PairModel,
  head: ScoreHead,
  members: readonly { readonly pair: Missing; readonly tokens: Tokens }[],
): Promise<readonly PairScore[]> {
  const { rows, width } = await model.run(members.map(({ tokens }) => tokens));
  return members.map(({ pair }, i) => ({
    ...pair,
    score: head.score(rows.subarray(i * width, (i + 1) * width)),
  }));
}

/** Tokens of a text, made when first asked for. */
function tokensOf(
  model: PairModel,
  texts: ReadonlyMap<number, SourceText>,
  prompt: string,
): (row: number) => readonly number[] {
  const made = new Map<number, readonly number[]>();
  return (row) => {
    const tokens = made.get(row) ?? model.tokens(prompt + (texts.get(row)?.text ?? ''));
    made.set(row, tokens);
    return tokens;
  };
}
