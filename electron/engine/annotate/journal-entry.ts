import { z } from 'zod';
import { AnnotationLabel, Visible } from '../../../shared/ipc/annotate-calls.ts';
import { LabelValueName } from '../../../shared/ipc/label-mapping.ts';

/** What a label is for: `gold` and `repeat` check the annotator, `adjudication` settles what annotators said. */
export const ItemRole = z.enum(['label', 'gold', 'repeat', 'adjudication']);
export type ItemRole = z.infer<typeof ItemRole>;

const Common = z.object({
  /** 1-based, each one more than the last. */
  entry: z.int().positive(),
  /** ISO 8601. */
  at: z.iso.datetime(),
  annotator: z.string(),
  queue: z.string(),
});

/** A label was given, or (value null) taken back. */
const LabelEntry = Common.extend(AnnotationLabel.shape).extend({
  kind: z.literal('label'),
  role: ItemRole,
  value: LabelValueName.nullable(),
  /** Neither judge, score, rank nor verdict was in sight, nor (but for an adjudicator) other people's labels. */
  blind: z.boolean(),
  visible: z.array(Visible),
  is_drawn: z.boolean(),
  milliseconds: z.int().nonnegative(),
});
export type LabelEntry = z.infer<typeof LabelEntry>;

const SkipEntry = Common.extend({
  kind: z.literal('skip'),
  query: z.int().nonnegative(),
  document: z.int().nonnegative(),
});

/** Something that an annotator did to one item, and can undo. */
export type ActionEntry = LabelEntry | z.infer<typeof SkipEntry>;

/** One line of the journal. `undo` and `redo` name the entry that they take back or do again. */
export const JournalEntry = z.discriminatedUnion('kind', [
  LabelEntry,
  SkipEntry,
  Common.extend({ kind: z.literal('undo'), of: z.int().positive() }),
  Common.extend({ kind: z.literal('redo'), of: z.int().positive() }),
]);
export type JournalEntry = z.infer<typeof JournalEntry>;
