import { z } from 'zod';
import { sliderNames } from '../tuning/slider.ts';
import { AbsolutePath, call } from './call.ts';
import { LabelValueName } from './label-mapping.ts';
import { RatedView } from './rated-view.ts';
import { Rate } from './rate-calls.ts';

const Count = z.int().nonnegative();
const Annotator = z.string().trim().min(1).max(200);
const Mine = z.object({ workspace: AbsolutePath, annotator: Annotator });
const Pair = z.object({ query: Count, document: Count });
/** `after`: number of the last entry that the caller knows of this annotator in this queue (0: none). Where there is a newer one, nothing is done: `changed-elsewhere`. */
const Acting = Mine.extend({ queue: z.string(), after: Count.optional() });

/** What is asked: does the document answer the query; or how does it compare with the labelled positive. */
export const AnnotationQuestion = z.enum(['relevance', 'comparison']);

/** Things that may be in sight while a label is given; each label records which were. */
export const Visible = z.enum(['judge', 'score', 'rank', 'verdict', 'positive', 'other-labels']);
export type Visible = z.infer<typeof Visible>;

/** Characters of the document's text (title, a line feed, text) that speak for the label: UTF-16 code units, `from` ≤ x < `to`. */
export const Evidence = z
  .object({ from: Count, to: Count })
  .refine(({ from, to }) => from < to, 'evidence has at least one character');

/** Items one annotator goes through, in seeded random order. */
export const AnnotationQueue = z.object({
  queue: z.string(),
  /** `drawn`: a wave with known probabilities; `picked`: by hand, left out of rates; `adjudication`: pairs on which annotators differ. */
  kind: z.enum(['drawn', 'picked', 'adjudication']),
  /** What to call it on screen, but for the two below. */
  name: z.string(),
  /** Where the slider was when its pairs were drawn; null for pairs that no wave drew. */
  drawnAt: z.object({ slider: z.enum(sliderNames), value: z.number() }).nullable(),
  /** Whose pairs these are that the annotator labels, too; null for their own. */
  secondFor: z.string().nullable(),
  question: AnnotationQuestion,
  blind: z.boolean(),
  annotator: z.string(),
  total: Count,
  /** Items of these that check the annotator and count in no rate: known answers, and pairs asked again. */
  checks: Count,
  labelled: Count,
  skipped: Count,
  created: z.string(),
});
export type AnnotationQueue = z.infer<typeof AnnotationQueue>;

/** One pair as the annotator sees it. Gold checks and repeats look like every other item. */
export const AnnotationItem = Pair.extend({
  place: Count,
  query_id: z.string(),
  document_id: z.string(),
  query_text: z.string(),
  title: z.string(),
  text: z.string(),
  /** The labelled positive, where the question compares with it. */
  positive: z.object({ document: Count, id: z.string(), title: z.string(), text: z.string() }).nullable(),
  /** This annotator's own label of it so far. */
  value: LabelValueName.nullable(),
  note: z.string(),
  evidence: z.array(Evidence),
  isSkipped: z.boolean(),
  /** Number of the entry that says so; 0 where nothing was done to it, or nothing is left of what was. */
  entry: Count,
  /** Only where the queue is not blind, or it is an adjudication. */
  shown: z
    .object({
      score: z.number().nullable(),
      rank: z.int().nullable(),
      verdict: z.enum(['kept', 'dropped']).nullable(),
      judge: z.array(
        z.object({
          judge: z.string(),
          relevant: z.boolean().nullable(),
          grade: z.number().nullable(),
          reason: z.string(),
        }),
      ),
      labels: z.array(z.object({ annotator: z.string(), value: LabelValueName, note: z.string() })),
    })
    .nullable(),
});
export type AnnotationItem = z.infer<typeof AnnotationItem>;

/** A label of one pair, as it is kept. */
export const AnnotationLabel = Pair.extend({
  value: LabelValueName.nullable(),
  note: z.string().max(20_000).default(''),
  evidence: z.array(Evidence).max(100).default([]),
});

const Saved = z.object({
  /** Number of the journal entry: on disk (fsynced) before this answer is sent. */
  entry: Count,
  at: z.string(),
  /** Where the pair is in the queue, so that an undone one can be shown. */
  place: Count,
  label: AnnotationLabel,
  queue: AnnotationQueue,
  canUndo: z.boolean(),
  canRedo: z.boolean(),
});

/** Answered by the engine: human labels. */
export const annotateCalls = {
  /** "Label these next": a drawn wave that leans to the setting at `at`; probabilities only rise and are stored before it is answered. */
  'annotate.draw': call(
    'engine',
    RatedView.extend({
      at: z.number(),
      annotator: Annotator,
      count: z.int().positive().max(10_000).default(50),
      question: AnnotationQuestion.default('relevance'),
      blind: z.boolean().default(true),
      /** Share of the wave that other annotators are asked to label as well. */
      doubleShare: z.number().min(0).max(1).default(0.1),
      /** Known answers mixed in, as a share of the wave; they check the annotator and count in no rate. */
      goldShare: z.number().min(0).max(0.5).default(0.05),
      /** Pairs that the annotator labelled before, asked again, as a share of the wave; they tell of self-consistency and count in no rate. */
      repeatShare: z.number().min(0).max(0.5).default(0),
      seed: z.int().nonnegative().default(0),
    }),
    AnnotationQueue,
  ),
  /** Pairs chosen by hand: labelled, shown, marked, and left out of rates. */
  'annotate.pick': call(
    'engine',
    Mine.extend({
      pairs: z.array(Pair).min(1).max(10_000),
      name: z.string().min(1).max(200),
      question: AnnotationQuestion.default('relevance'),
      blind: z.boolean().default(true),
    }),
    AnnotationQueue,
  ),
  /** Pairs on which annotators differ or that one could not tell: the adjudicator sees everybody's labels and decides. */
  'annotate.adjudicate': call('engine', Mine, AnnotationQueue),
  /** Queues of this annotator, newest first, with those shared by double annotation. */
  'annotate.queues': call(
    'engine',
    Mine,
    z.object({ queues: z.array(AnnotationQueue), annotators: z.array(z.string()) }),
  ),
  /** Items from a place on; or (null) the open ones as they come up: neither labelled nor skipped by place, then skipped ones by place. */
  'annotate.items': call(
    'engine',
    Mine.extend({
      queue: z.string(),
      from: Count.nullable().default(null),
      limit: z.int().positive().max(50).default(5),
    }),
    z.object({
      items: z.array(AnnotationItem),
      queue: AnnotationQueue,
      /** The newest entry of this annotator in this queue, and when it was made; null before the first. */
      last: z.object({ entry: Count, at: z.string() }).nullable(),
    }),
  ),
  /** Answers only after the entry is durable. A null value takes the label back. */
  'annotate.record': call(
    'engine',
    Acting.extend({
      label: AnnotationLabel,
      visible: z.array(Visible),
      milliseconds: Count,
    }),
    Saved,
  ),
  'annotate.skip': call('engine', Acting.extend(Pair.shape), Saved),
  /** Takes back this annotator's last action in the queue that is in force; without limit, also after a restart. Null: none. */
  'annotate.undo': call('engine', Acting, Saved.nullable()),
  'annotate.redo': call('engine', Acting, Saved.nullable()),
  /** The annotator's last labels, newest first. */
  'annotate.history': call(
    'engine',
    Mine.extend({ limit: z.int().positive().max(500).default(20) }),
    z.object({
      labels: z.array(
        AnnotationLabel.extend({ place: Count, queue: z.string(), at: z.string(), milliseconds: Count }),
      ),
      /** Gold checks answered, and answered as the data say; null below ten. */
      gold: z.object({ answered: Count, right: Count }).nullable(),
      /** Pairs asked again and answered, and answered as before; absent where there are none. */
      repeats: z.object({ answered: Count, same: Count }).optional(),
      total: Count,
    }),
  ),
  /** What the next labels buy at the setting at `at`. */
  'annotate.forecast': call(
    'engine',
    RatedView.extend({ at: z.number() }),
    z.object({
      now: Rate,
      effective_labels: z.number(),
      predicted: z.array(z.object({ labels: Count, width: z.number() })),
      /** Pairs of the setting that no wave could have drawn yet. */
      unreachable: Count,
    }),
  ),
};
