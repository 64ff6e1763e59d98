import { z } from 'zod';
import { AbsolutePath, call } from './call.ts';
import { Mapping } from './label-mapping.ts';

const Count = z.int().nonnegative();
const InWorkspace = z.object({ workspace: AbsolutePath });

/** `drop`: no negative any more. `promote`: a positive. `keep`: stays a negative whatever rules of relabelling say. */
export const RelabelAction = z.enum(['drop', 'keep', 'promote']);
export type RelabelAction = z.infer<typeof RelabelAction>;

/** Which pairs a rule takes: those that people, a judge, or both call false negatives. */
export const RelabelRule = z.enum(['human', 'judge', 'judge-and-human']);

const Decision = z.object({
  query: Count,
  document: Count,
  query_id: z.string(),
  document_id: z.string(),
  query_text: z.string(),
  title: z.string(),
  action: RelabelAction,
  /** Why: `by hand`, or the rule in words. */
  because: z.string(),
  at: z.string(),
});

const State = z.object({
  total: Count,
  drop: Count,
  keep: Count,
  promote: Count,
  /** Steps that can be taken back or done again; a rule is one step. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});

/** Answered by the engine: decisions on top of the data. Exports honour them and the manifest lists them. */
export const relabelCalls = {
  'relabel.list': call(
    'engine',
    InWorkspace.extend({ offset: Count.default(0), limit: z.int().positive().max(1_000).default(100) }),
    State.extend({ decisions: z.array(Decision) }),
  ),
  /** Decisions on some pairs, as one step; null takes a pair's decision away. */
  'relabel.decide': call(
    'engine',
    InWorkspace.extend({
      pairs: z
        .array(z.object({ query: Count, document: Count }))
        .max(100_000)
        .default([]),
      /** The same by the data's ids. */
      named: z
        .array(z.object({ query_id: z.string(), document_id: z.string() }))
        .max(100_000)
        .default([]),
      action: RelabelAction.nullable(),
    }),
    State,
  ),
  /** By rule, over all judged and labelled pairs or those that a run selects; `preview` only counts. Decisions by hand stay. */
  'relabel.rule': call(
    'engine',
    InWorkspace.extend({
      rule: RelabelRule,
      /** Absent: the one with most answers. */
      judge: z.string().optional(),
      action: RelabelAction.exclude(['keep']),
      run: z.string().optional(),
      /** What labels count as; absent: as usual. */
      mapping: Mapping.optional(),
      preview: z.boolean().default(false),
    }),
    State.extend({ pairs: Count, sentence: z.string() }),
  ),
  'relabel.undo': call('engine', InWorkspace, State),
  'relabel.redo': call('engine', InWorkspace, State),
};
