import { z } from 'zod';
import type { agreementCalls, Rater } from '../../../shared/ipc/agreement-calls.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { defaultMapping } from '../../../shared/rates/event-mapping.ts';
import { labelsStored } from '../annotate/annotation-desk.ts';
import type { Engine } from '../engine.ts';
import { documentOfKey, pairKey, queryOfKey } from '../judge/judgement-store.ts';
import type { Task } from '../task.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { cellsReader, weighedSample } from './measure-agreement.ts';
import { weighingOf } from './population.ts';
import { labelKind, raterLabels } from './rater-labels.ts';

const Row = z.object({
  query: z.int(),
  document: z.int(),
  query_id: z.string(),
  document_id: z.string(),
  query_text: z.string(),
  title: z.string(),
  text: z.string(),
});
const Reason = z.object({ query: z.int(), document: z.int(), reason: z.string() });

const givenPairs = `(SELECT unnest(from_json(?, '[{"query":"INTEGER","document":"INTEGER"}]'), recursive := true)) AS p`;

/** The pairs of one cell, by query and document, with their texts and what each rater wrote. */
export async function agreementPairs(
  engine: Engine,
  request: z.output<(typeof agreementCalls)['agreement.pairs']['input']>,
  task: Task,
): Promise<Output<'agreement.pairs'>> {
  const workspace = await engine.workspaces.open(request.workspace);
  await labelsStored(workspace);
  const { row, column, offset, limit, sight, scale, mapping } = request;
  const { sample, keys } = weighedSample(
    await cellsReader(workspace, request)(sight),
    await weighingOf(engine, request, task),
  );
  const inCell = keys.filter((_, i) => sample.pairs.first[i] === row && sample.pairs.second[i] === column);
  const page = inCell
    .slice(offset, offset + limit)
    .map((key) => ({ query: queryOfKey(key), document: documentOfKey(key) }));
  const rows = await workspace.database.all(
    Row,
    `SELECT p.query, p.document, q.id AS query_id, d.id AS document_id, q.text AS query_text, d.title, d.text
     FROM ${givenPairs} JOIN queries q ON q.query = p.query JOIN documents d ON d.document = p.document
     ORDER BY p.query, p.document`,
    [JSON.stringify(page)],
  );
  const reasonsOf = async (rater: Rater): Promise<(key: number) => string> => {
    if (rater.kind !== 'judge') {
      const labels = await raterLabels(workspace, rater, sight, labelKind(scale, mapping ?? defaultMapping));
      return (key) => labels.get(key)?.note ?? '';
    }
    const reasons = await judgeReasons(workspace, rater.name, page);
    return (key) => reasons.get(key) ?? '';
  };
  const first = await reasonsOf(request.first);
  const second = await reasonsOf(request.second);
  const { categories } = sample;
  return {
    total: inCell.length,
    pairs: rows.map((pair) => {
      const key = pairKey(pair.query, pair.document);
      return {
        ...pair,
        first: { value: categories[row] ?? '', reason: first(key) },
        second: { value: categories[column] ?? '', reason: second(key) },
      };
    }),
  };
}

async function judgeReasons(
  { database }: Workspace,
  judge: string,
  pairs: readonly { readonly query: number; readonly document: number }[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await database.all(
    Reason,
    `SELECT j.query, j.document, j.reason FROM ${givenPairs} JOIN judgements j ON j.query = p.query AND j.document = p.document
     WHERE j.judge = ?`,
    [JSON.stringify(pairs), judge],
  );
  return new Map(rows.map(({ query, document, reason }) => [pairKey(query, document), reason]));
}
