import type { RuleName } from '../../../shared/domain/mining-settings.ts';

/** A document as formats write it; `title` and `text` are empty where the format needs only ids. */
export type ExportDocument = { readonly id: string; readonly title: string; readonly text: string };

export type ScoredDocument = {
  readonly document: ExportDocument;
  /** Null where the teacher gives no score. */
  readonly score: number | null;
};

export type ExportNegative = ScoredDocument & { readonly rank: number };

export type ExportCandidate = ExportNegative & {
  /** Every rule it failed; none: it was kept. */
  readonly failed: readonly RuleName[];
  readonly selected: boolean;
  /** The data itself grades it 0 for this query. */
  readonly knownNegative: boolean;
};

/** What negatives were chosen for: a query, or with anchor `each` one of its positives. */
export type ExportUnit = {
  readonly positives: readonly ScoredDocument[];
  readonly anchorScore: number | null;
  readonly threshold: number | null;
  /** By rank. */
  readonly negatives: readonly ExportNegative[];
  readonly shortBy: number;
  /** The whole pool with its verdicts; empty unless asked for. */
  readonly candidates: readonly ExportCandidate[];
};

/** One mined query with everything an exchange format may say about it. */
export type ExportQuery = {
  readonly id: string;
  /** The other ids under which the same text came. */
  readonly otherIds: readonly string[];
  readonly text: string;
  readonly positives: readonly ScoredDocument[];
  readonly units: readonly ExportUnit[];
};

/** What a run is, as far as formats depend on it. */
export type ExportRun = {
  readonly split: string;
  readonly numNegatives: number;
  /** With anchor `each`, negatives belong to one positive. */
  readonly each: boolean;
  /** Every pair has a score: a teacher's, or that of the data for negatives that came with it. */
  readonly isScored: boolean;
};

/** The negatives of all units of a query, each document once, by rank. */
export function negativesOf(query: ExportQuery): readonly ExportNegative[] {
  const [only] = query.units;
  if (only !== undefined && query.units.length === 1) return only.negatives;
  const byRank = new Map(
    query.units.flatMap((unit) => unit.negatives.map((one) => [one.rank, one] as const)),
  );
  return [...byRank.values()].toSorted((a, b) => a.rank - b.rank);
}

/** The pool of a query: kept when any unit keeps it, else with every rule that any unit's verdict names. */
export function candidatesOf(query: ExportQuery): readonly ExportCandidate[] {
  const [first, ...others] = query.units;
  if (first === undefined || others.length === 0) return first?.candidates ?? [];
  return first.candidates.map((candidate, column) => {
    const verdicts = [candidate, ...others.flatMap((unit) => unit.candidates[column] ?? [])];
    const kept = verdicts.some(({ failed }) => failed.length === 0);
    return {
      ...candidate,
      failed: kept ? [] : [...new Set(verdicts.flatMap(({ failed }) => failed))],
      selected: verdicts.some(({ selected }) => selected),
    };
  });
}
