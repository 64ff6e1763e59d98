import type { QueryRow } from '../../../shared/ipc/view-calls.ts';
import { mergedCandidates } from '../../../shared/mining/merge-units.ts';
import { minedQuery, type Verdict } from '../../../shared/mining/mined-query.ts';
import { labelCounts, rowValue, type RowFacts, type RowValue } from '../../../shared/mining/row-values.ts';
import type { DecidedView } from './decided-views.ts';
import { documentIds, queryTexts } from './texts.ts';

/** One page of a table: texts are read for its rows only. */
export async function queryRows(view: DecidedView, facts: RowFacts, rows: Int32Array): Promise<QueryRow[]> {
  const { workspace, decision } = view;
  const decided = decision.ofRows(rows);
  const queries = Array.from(rows, (row) => decided.pool.queries[row] ?? 0);
  const documents = Array.from(rows, (row) => topDocument(view, row)).filter((document) => document >= 0);
  const [texts, topIds] = await Promise.all([
    queryTexts(workspace, queries),
    documentIds(workspace, documents),
  ]);
  return Array.from(rows, (row) => {
    const mined = minedQuery(decided, row);
    const candidates = mergedCandidates(mined.units);
    const number = (value: RowValue): number => rowValue(decided, row, value, facts);
    const known = (value: RowValue): number | null => (Number.isNaN(number(value)) ? null : number(value));
    return {
      query: mined.query,
      id: texts.get(mined.query)?.id ?? '',
      text: texts.get(mined.query)?.text ?? '',
      positives: number('positives'),
      anchorScore: known('anchorScore'),
      threshold: known('threshold'),
      kept: number('kept'),
      selected: number('selected'),
      shortBy: number('shortBy'),
      topScore: known('topScore'),
      topId: topIds.get(topDocument(view, row)) ?? null,
      suspects: number('suspects'),
      selectedSuspects: number('selectedSuspects'),
      judged: labelCounts(decided, row, 'judge', facts),
      annotated: labelCounts(decided, row, 'human', facts),
      ndcg: known('ndcg'),
      strip: {
        scores: candidates.map(({ score }) => score),
        fates: candidates.map(fateOf).join(''),
        positives: mined.positives.flatMap(({ score }) => score ?? []),
      },
    };
  });
}

/** The best candidate's document; −1 where there is none. */
function topDocument({ storedPool: { pool } }: DecidedView, row: number): number {
  return (pool.counts[row] ?? 0) > 0 ? (pool.documents[row * pool.poolSize] ?? -1) : -1;
}

function fateOf({ selected, failed }: Verdict): 's' | 'k' | 'd' {
  if (selected) return 's';
  return failed.length === 0 ? 'k' : 'd';
}
