import { DuckDBListValue } from '@duckdb/node-api';
import { z } from 'zod';
import {
  defaultMapping,
  labelValues,
  type EventMapping,
  type LabelEvent,
} from '../../../shared/rates/event-mapping.ts';
import { settleLabels } from '../../../shared/rates/settle-labels.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A pair of which something is known: whether it is a false negative, for people and for judges; null where those said nothing (or not enough). */
export type PairKnowledge = {
  readonly query: number;
  readonly document: number;
  readonly human: boolean | null;
  readonly judge: boolean | null;
};

/**
 * What was said of each pair, imported or here: the latest of each annotator (checks and repeats are none) with the last word
 * of an adjudicator (what was said here comes after what was imported), and how many judges said yes and no.
 */
const said = `
WITH given AS (
  SELECT query, document, annotator, role = 'adjudication' AS settles, value, (entry, created) AS said_at
  FROM annotations WHERE role IN ('label', 'adjudication')
  UNION ALL
  SELECT query, document, annotator, kind = 'adjudication', value, (-1, coalesce(given, created))
  FROM labels WHERE kind IN ('human', 'adjudication')
), people AS (
  SELECT query, document, annotator, arg_max(value, said_at) AS value FROM given WHERE NOT settles
  GROUP BY query, document, annotator
), human AS (
  SELECT query, document, list(value) AS "values" FROM people GROUP BY query, document
), adjudicated AS (
  SELECT query, document, arg_max(value, said_at) AS settled FROM given WHERE settles GROUP BY query, document
), judge AS (
  SELECT query, document, CAST(sum(CASE WHEN relevant THEN 1 ELSE -1 END) AS INTEGER) AS lead FROM (
    SELECT query, document, relevant FROM labels WHERE kind = 'judge'
    UNION ALL SELECT query, document, relevant FROM judgements WHERE state = 'answered')
  GROUP BY query, document
)
SELECT query, document, coalesce("values", []) AS "values", settled, lead
FROM human FULL JOIN adjudicated USING (query, document) FULL JOIN judge USING (query, document)`;

const Columns = z.tuple([
  z.array(z.int()),
  z.array(z.int()),
  z.array(z.instanceof(DuckDBListValue)),
  z.array(z.enum(labelValues).nullable()),
  z.array(z.int().nullable()),
]);
const Values = z.array(z.enum(labelValues));

/**
 * Whether each pair of which anything was said is a false negative: for people by `settleLabels` under `mapping`, for judges by strict majority.
 * The one answer to "what is known of this pair" for marks, counts and rules; rates weigh labels themselves. A part of the pairs at a time.
 */
export async function* knownRelevance(
  { database }: Workspace,
  mapping: EventMapping = defaultMapping,
): AsyncIterable<readonly PairKnowledge[]> {
  for await (const columns of database.chunks(said)) {
    const [queries, documents, values, settled, leads] = Columns.parse(columns);
    yield queries.map((query, i) => {
      const labels = Values.parse(values[i]?.items ?? []);
      const lead = leads[i] ?? 0;
      return {
        query,
        document: documents[i] ?? 0,
        human: humanWord(settleLabels({ labels, adjudicated: settled[i] ?? null }, mapping)),
        judge: lead === 0 ? null : lead > 0,
      };
    });
  }
}

function humanWord(event: LabelEvent | null): boolean | null {
  return event === null || event === 'missing' ? null : event === 'false-negative';
}
