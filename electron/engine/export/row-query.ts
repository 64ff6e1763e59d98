import { ruleNames, type RuleName } from '../../../shared/domain/mining-settings.ts';
import type { DecidedPool } from '../../../shared/mining/decide-pool.ts';
import type {
  ExportCandidate,
  ExportDocument,
  ExportNegative,
  ExportQuery,
  ExportUnit,
  ScoredDocument,
} from './export-query.ts';
import type { QueryRow } from './query-lookup.ts';

type DocumentOf = (index: number) => ExportDocument;

/** Whether the whole pool is wanted, and which of its documents the data itself calls not relevant. */
export type CandidatesWanted = { readonly knownNegatives: ReadonlySet<number> } | null;

/** Indexes of the documents that the export of one pool row speaks of: positives, and the selected or all candidates. */
export function* rowDocuments(decided: DecidedPool, row: number, candidates: boolean): Iterable<number> {
  const { pool, units } = decided;
  const { offsets, documents } = pool.positives;
  for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) yield documents[i] ?? -1;
  if (candidates) {
    for (let c = 0; c < (pool.counts[row] ?? 0); c++) yield pool.documents[row * pool.poolSize + c] ?? -1;
    return;
  }
  for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
    for (const column of selectedColumns(decided, unit)) {
      yield pool.documents[row * pool.poolSize + column] ?? -1;
    }
  }
}

/** One pool row with everything that formats may say about it. */
export function rowQuery(
  decided: DecidedPool,
  row: number,
  query: QueryRow,
  documentOf: DocumentOf,
  candidates: CandidatesWanted,
): ExportQuery {
  const { pool, units } = decided;
  const { offsets } = pool.positives;
  const positives: ScoredDocument[] = [];
  for (let i = offsets[row] ?? 0; i < (offsets[row + 1] ?? 0); i++) {
    positives.push(positiveAt(decided, i, documentOf));
  }
  const exported: ExportUnit[] = [];
  for (let unit = units.offsets[row] ?? 0; unit < (units.offsets[row + 1] ?? 0); unit++) {
    exported.push(unitAt(decided, unit, positives, documentOf, candidates));
  }
  return { id: query.id, otherIds: query.query_ids, text: query.text, positives, units: exported };
}

function unitAt(
  decided: DecidedPool,
  unit: number,
  rowPositives: readonly ScoredDocument[],
  documentOf: DocumentOf,
  wanted: CandidatesWanted,
): ExportUnit {
  const { units, settings } = decided;
  const own = units.positives[unit] ?? -1;
  const columns = selectedColumns(decided, unit);
  return {
    positives: own < 0 ? rowPositives : [positiveAt(decided, own, documentOf)],
    anchorScore: numberOrNull(units.anchorScores[unit]),
    threshold: numberOrNull(decided.thresholds[unit]),
    negatives: columns.map((column) => negativeAt(decided, unit, column, documentOf)),
    shortBy: Math.max(settings.numNegatives - columns.length, 0),
    candidates:
      wanted === null ? [] : candidatesAt(decided, unit, columns, documentOf, wanted.knownNegatives),
  };
}

function candidatesAt(
  decided: DecidedPool,
  unit: number,
  selected: readonly number[],
  documentOf: DocumentOf,
  knownNegatives: ReadonlySet<number>,
): readonly ExportCandidate[] {
  const { pool, units } = decided;
  const chosen = new Set(selected);
  const count = pool.counts[units.rows[unit] ?? 0] ?? 0;
  return Array.from({ length: count }, (_, column) => ({
    ...negativeAt(decided, unit, column, documentOf),
    failed: rulesIn(decided.failed[unit * pool.poolSize + column] ?? 0),
    selected: chosen.has(column),
    knownNegative: knownNegatives.has(pool.documents[(units.rows[unit] ?? 0) * pool.poolSize + column] ?? -1),
  }));
}

function negativeAt(
  decided: DecidedPool,
  unit: number,
  column: number,
  documentOf: DocumentOf,
): ExportNegative {
  const { pool, units } = decided;
  const at = (units.rows[unit] ?? 0) * pool.poolSize + column;
  return {
    document: documentOf(pool.documents[at] ?? -1),
    score: numberOrNull(pool.scores[at]),
    rank: column + 1,
  };
}

function positiveAt(decided: DecidedPool, place: number, documentOf: DocumentOf): ScoredDocument {
  const { documents, scores } = decided.pool.positives;
  return { document: documentOf(documents[place] ?? -1), score: numberOrNull(scores[place]) };
}

function selectedColumns(decided: DecidedPool, unit: number): readonly number[] {
  const start = unit * decided.settings.numNegatives;
  return Array.from(decided.selected.subarray(start, start + (decided.selectedCounts[unit] ?? 0)));
}

function rulesIn(mask: number): readonly RuleName[] {
  return mask === 0 ? [] : ruleNames.filter((_, place) => (mask & (1 << place)) !== 0);
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
