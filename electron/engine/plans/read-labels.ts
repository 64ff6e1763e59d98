import { labelDesigns, type LabelDesign } from '../../../shared/domain/label-origin.ts';
import { z } from 'zod';
import { labelValues, type LabelValue } from '../../../shared/rates/event-mapping.ts';
import { pairKey } from '../judge/judgement-store.ts';
import { addImported, noImportedPairs, type ImportedPairs } from './imported-design.ts';
import { leaveOut, type LeftOut } from './left-out.ts';
import type { LabelPlaces } from './any-pair.ts';
import { batchColumn } from './samples-of-others.ts';

/** What people said of one pair of the frame. */
export type PairVotes = {
  /** The latest of each annotator, by a wave and blind. */
  readonly drawn: Map<string, LabelValue>;
  /** Made elsewhere, by annotator. */
  readonly imported: Map<string, { readonly value: LabelValue; readonly design: LabelDesign }>;
  adjudicated: LabelValue | null;
};

export type HumanLabels = {
  readonly votes: ReadonlyMap<number, PairVotes>;
  readonly imported: ImportedPairs;
};

const Annotation = z.object({
  query: z.int(),
  document: z.int(),
  annotator: z.string(),
  role: z.string(),
  value: z.enum(labelValues),
  blind: z.boolean(),
  judge_seen: z.boolean(),
  is_drawn: z.boolean(),
});

const Imported = z.object({
  settles: z.boolean(),
  query: z.int(),
  document: z.int(),
  annotator: z.string(),
  value: z.enum(labelValues),
  design: z.enum(labelDesigns),
  probability: z.number().nullable(),
  /** Null: nobody said. */
  blind: z.boolean().nullable(),
  batch: z.string(),
});

/**
 * Labels of people that may enter rates (`statistics.md` §1): no gold checks, none with the judge's answer in sight, none of pairs picked
 * by hand, none of unknown design; what is left out is counted. `ofOthers`: `samplesOfOthers` of the run, or of a view.
 */
export async function readLabels(
  { workspace: { database }, places }: LabelPlaces,
  isOfRun: boolean,
  ofOthers: ReadonlySet<string>,
  leftOut: LeftOut,
): Promise<HumanLabels> {
  const votes = new Map<number, PairVotes>();
  const votesOf = (pair: number): PairVotes => {
    const own = votes.get(pair) ?? { drawn: new Map(), imported: new Map(), adjudicated: null };
    votes.set(pair, own);
    return own;
  };
  const annotations = await database.all(
    Annotation,
    `SELECT query, document, annotator, role, value, blind, list_contains(visible, 'judge') AS judge_seen, is_drawn
     FROM annotations ORDER BY entry`,
  );
  for (const { query, document, annotator, role, value, blind, judge_seen, is_drawn } of annotations) {
    const pair = places.get(pairKey(query, document));
    if (role === 'gold' || role === 'repeat') leaveOut(leftOut, 'gold');
    else if (pair === undefined) leaveOut(leftOut, 'not-in-frame');
    else if (judge_seen || (role !== 'adjudication' && !blind)) leaveOut(leftOut, 'unblind');
    else if (role === 'adjudication') votesOf(pair).adjudicated = value;
    else if (is_drawn) votesOf(pair).drawn.set(annotator, value);
    else leaveOut(leftOut, 'hand-picked');
  }
  const byDesign = noImportedPairs();
  const imported = await database.all(
    Imported,
    `SELECT kind = 'adjudication' AS settles, query, document, annotator, value, design, probability, blind, ${batchColumn}
     FROM labels WHERE kind IN ('human', 'adjudication') ORDER BY settles, coalesce(given, created) DESC`,
  );
  for (const { settles, query, document, annotator, value, design, probability, blind, batch } of imported) {
    const pair = places.get(pairKey(query, document));
    if (!isOfRun && (design === 'srs' || ofOthers.has(batch))) leaveOut(leftOut, 'sample-of-a-run');
    else if (ofOthers.has(batch)) leaveOut(leftOut, 'sample-of-another-run');
    else if (design !== 'unknown' && pair === undefined) leaveOut(leftOut, 'not-in-frame');
    else if (design !== 'unknown' && blind === false) leaveOut(leftOut, 'unblind');
    else if (pair === undefined || !addImported(byDesign, pair, design, probability))
      leaveOut(leftOut, 'unknown-design');
    else {
      const own = votesOf(pair);
      // Of decisions the last comes first; one that was made here stands before all.
      if (settles) own.adjudicated ??= value;
      // The decision alone may be all that came; beside other labels it is none of them.
      if (!settles || own.imported.size === 0) own.imported.set(settles ? '' : annotator, { value, design });
    }
  }
  return { votes, imported: byDesign };
}
