import {
  candidatesOf,
  negativesOf,
  type ExportCandidate,
  type ExportNegative,
  type ScoredDocument,
} from '../export-query.ts';
import { jsonLine } from './json-line.ts';
import type { LineFormat } from './line-format.ts';

/** Negscope's own lines (`cli.md`, "Output"): every mined query, in imported order, nothing left out. */
export const negscopeFormat: LineFormat = {
  texts: false,
  write(query, run, { candidates }) {
    const [unit] = query.units;
    const line = {
      query_id: query.id,
      ...(query.otherIds.length === 0 ? {} : { query_ids: query.otherIds }),
      positives: query.positives.map(positive),
      anchor_score: run.each ? null : (unit?.anchorScore ?? null),
      threshold: run.each ? null : (unit?.threshold ?? null),
      negatives: negativesOf(query).map(negative),
      short_by: query.units.reduce((sum, { shortBy }) => sum + shortBy, 0),
      ...(run.each
        ? {
            per_positive: query.units.map((one) => ({
              document_id: one.positives[0]?.document.id,
              anchor_score: one.anchorScore,
              threshold: one.threshold,
              negatives: one.negatives.map(negative),
              short_by: one.shortBy,
              ...(candidates ? { candidates: one.candidates.map(candidate) } : {}),
            })),
          }
        : {}),
      ...(candidates ? { candidates: candidatesOf(query).map(candidate) } : {}),
    };
    return { lines: [jsonLine(line)] };
  },
};

function positive({ document, score }: ScoredDocument): object {
  return { document_id: document.id, score };
}

function negative({ document, score, rank }: ExportNegative): object {
  return { document_id: document.id, score, rank };
}

function candidate(one: ExportCandidate): object {
  return {
    ...negative(one),
    verdict: one.failed.length === 0 ? 'kept' : 'dropped',
    failed: one.failed,
    selected: one.selected,
    ...(one.knownNegative ? { known_negative: true } : {}),
  };
}
