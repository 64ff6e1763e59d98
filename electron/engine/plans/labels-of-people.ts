import { z } from 'zod';
import {
  labelValues,
  type EventMapping,
  type LabelEvent,
  type LabelValue,
} from '../../../shared/rates/event-mapping.ts';
import { settleLabels } from '../../../shared/rates/settle-labels.ts';
import { pairKey } from '../judge/judgement-store.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** One label of a person, by a pair's `pairKey`. */
export type PersonLabel = {
  readonly key: number;
  readonly annotator: string;
  readonly value: LabelValue;
  readonly note: string;
  readonly isAdjudicated: boolean;
  /** Given without the judge's answer, scores or verdicts in sight. */
  readonly isBlind: boolean;
};

const Row = z.object({
  query: z.int(),
  document: z.int(),
  annotator: z.string(),
  value: z.enum(labelValues),
  note: z.string(),
  role: z.string(),
  blind: z.boolean(),
});

/** Every label of people in the order in which they came, whatever its design, without gold checks and repeats. */
export async function personLabels({ database }: Workspace): Promise<readonly PersonLabel[]> {
  const rows = await database.all(
    Row,
    // An adjudicator sees everybody's labels; what counts is whether the judge's answer was among them.
    `SELECT query, document, annotator, value, note,
       CASE kind WHEN 'human' THEN 'imported' ELSE kind END AS role, coalesce(blind, true) AS blind, -1 AS entry, coalesce(given, created) AS said_at
     FROM labels WHERE kind IN ('human', 'adjudication')
     UNION ALL
     SELECT query, document, annotator, value, note, role, (blind OR role = 'adjudication') AND NOT list_contains(visible, 'judge'), entry, created
     FROM annotations WHERE role IN ('label', 'adjudication')
     ORDER BY entry, said_at`,
  );
  return rows.map(({ query, document, annotator, value, note, role, blind }) => ({
    key: pairKey(query, document),
    annotator,
    value,
    note,
    isAdjudicated: role === 'adjudication',
    isBlind: blind,
  }));
}

/** What all labels of each pair settle on. */
export async function settledLabels(
  workspace: Workspace,
  mapping: EventMapping,
): Promise<ReadonlyMap<number, LabelEvent>> {
  const votes = new Map<number, { labels: Map<string, LabelValue>; adjudicated: LabelValue | null }>();
  for (const { key, annotator, value, isAdjudicated } of await personLabels(workspace)) {
    const own = votes.get(key) ?? { labels: new Map<string, LabelValue>(), adjudicated: null };
    votes.set(key, own);
    if (isAdjudicated) own.adjudicated = value;
    else own.labels.set(annotator, value);
  }
  const settled = new Map<number, LabelEvent>();
  for (const [key, { labels, adjudicated }] of votes) {
    const event = settleLabels({ labels: [...labels.values()], adjudicated }, mapping);
    if (event !== null) settled.set(key, event);
  }
  return settled;
}
