import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import { AnnotationQueue } from '../../../shared/ipc/annotate-calls.ts';
import { sliderNames } from '../../../shared/tuning/slider.ts';
import type { Database } from '../workspace/database.ts';
import { ItemRole } from './journal-entry.ts';

const QueueRow = AnnotationQueue.pick({
  queue: true,
  kind: true,
  name: true,
  annotator: true,
  question: true,
  blind: true,
}).extend({
  /** The draw that made it; null for other kinds. */
  wave: z.int().nullable(),
  slider: z.enum(sliderNames).nullable(),
  value: z.number().nullable(),
  created: z.date().transform((date) => date.toISOString()),
});
/** A queue as it was made: it never changes. */
export type QueueRow = z.infer<typeof QueueRow>;

const QueueItem = z.object({
  query: z.int(),
  document: z.int(),
  role: ItemRole,
  /** Other annotators are asked, too. */
  is_shared: z.boolean(),
});
export type QueueItem = z.infer<typeof QueueItem>;

const StoredItem = QueueItem.extend({
  /** A wave drew the pair, and this queue is not one of pairs picked by hand. */
  is_drawn: z.boolean(),
});
export type StoredItem = z.infer<typeof StoredItem>;

/**
 * The log of waves numbers those of judges and people in one row; a queue is called after people's waves, as people count them, whatever
 * it was called when it was made.
 */
const countedName = `CASE WHEN q.kind = 'drawn' AND q.wave IS NOT NULL THEN regexp_replace(q.name, '^Wave [0-9]+', 'Wave ' || (
  SELECT count(*) FROM waves w WHERE w.phase = 'human' AND w.wave <= q.wave)) ELSE q.name END`;

const columns = `q.queue, q.kind, ${countedName} AS name, q.annotator, q.question, q.blind, q.wave, w.slider, w.value, q.created`;

const queuesOfWaves = "annotation_queues q LEFT JOIN waves w ON w.phase = 'human' AND w.wave = q.wave";

/** Queues that an annotator made, and those of others with items to share; newest first. */
export function readQueuesOf(database: Database, annotator: string): Promise<readonly QueueRow[]> {
  return database.all(
    QueueRow,
    `SELECT ${columns} FROM ${queuesOfWaves}
     WHERE annotator = ? OR EXISTS (SELECT 1 FROM annotation_items i WHERE i.queue = q.queue AND i.is_shared)
     ORDER BY CAST(queue AS INTEGER) DESC`,
    [annotator],
  );
}

/** One queue. Throws `not-found`. */
export async function readQueue(database: Database, queue: string): Promise<QueueRow> {
  const [row] = await database.all(QueueRow, `SELECT ${columns} FROM ${queuesOfWaves} WHERE queue = ?`, [
    queue,
  ]);
  if (row === undefined) {
    throw new AppError('not-found', `no annotation queue "${queue}" in this workspace`);
  }
  return row;
}

/** Items of a queue in the order in which its maker sees them. */
export function readItems(database: Database, queue: string): Promise<readonly StoredItem[]> {
  return database.all(
    StoredItem,
    `WITH drawn AS (
       SELECT DISTINCT query, document FROM annotation_items JOIN annotation_queues USING (queue)
       WHERE kind = 'drawn' AND role = 'label'
     )
     SELECT i.query, i.document, i.role, i.is_shared,
       q.kind <> 'picked' AND i.role IN ('label', 'adjudication') AND d.query IS NOT NULL AS is_drawn
     FROM annotation_items i JOIN annotation_queues q USING (queue)
       LEFT JOIN drawn d ON d.query = i.query AND d.document = i.document
     WHERE queue = ? ORDER BY place`,
    [queue],
  );
}

/** Stores a queue with its items, in one transaction (or the one under way). Returns its name in other calls. */
export function storeQueue(
  database: Database,
  row: Omit<QueueRow, 'queue' | 'created' | 'slider' | 'value'>,
  items: readonly QueueItem[],
): Promise<string> {
  return database.transaction(async () => {
    const [next] = await database.all(
      z.object({ queue: z.int() }),
      'SELECT coalesce(max(CAST(queue AS INTEGER)), 0) + 1 AS queue FROM annotation_queues',
    );
    const queue = String(next?.queue ?? 1);
    await database.run(
      `INSERT INTO annotation_queues (queue, kind, name, annotator, question, blind, wave, created)
       VALUES (?, ?, ?, ?, ?, ?, ?, now()::TIMESTAMP)`,
      [queue, row.kind, row.name, row.annotator, row.question, row.blind, row.wave],
    );
    await database.run(
      `INSERT INTO annotation_items
       SELECT ?, r.place, r.query, r.document, r.role, r.is_shared
       FROM (SELECT unnest(from_json(?, '[{"place":"INTEGER","query":"INTEGER","document":"INTEGER","role":"VARCHAR","is_shared":"BOOLEAN"}]')) AS r)`,
      [queue, JSON.stringify(items.map((item, place) => ({ place, ...item })))],
    );
    return queue;
  });
}
