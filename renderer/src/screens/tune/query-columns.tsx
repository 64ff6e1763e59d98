import type { ReactNode } from 'react';
import type { QueryRow, QuerySort } from '../../../../shared/ipc/view-calls.ts';
import { OneLine } from '../../components/one-line.tsx';
import { formatCount, formatScore } from '../../text/format-number.ts';

/** A column of the queries table: what stands over it, how it sorts, and what of a row it shows. */
export type QueryColumn = {
  readonly sort: QuerySort;
  /** Numbers are set to the right. */
  readonly isNumber: boolean;
  readonly label: string;
  /** What stands over the column where the label is too long. */
  readonly heading?: string;
  readonly title: string;
  /** Its least width, in px. */
  readonly width: number;
  /** The share that it takes of what is left of a row. */
  readonly grows?: number;
  /** Cannot be hidden. */
  readonly isFixed?: boolean;
  /** Null for the strip, which is drawn by the table, which knows the scale. */
  readonly cell: ((row: QueryRow) => ReactNode) | null;
};

/** The columns of the queries table, in order. */
export const queryColumns: Readonly<Record<string, QueryColumn>> = {
  id: {
    sort: 'id',
    isNumber: false,
    label: 'id',
    width: 72,
    title: 'The query’s id; sorts numbers in it by their value',
    cell: ({ id }) => <OneLine text={id} />,
  },
  text: {
    sort: 'text',
    isNumber: false,
    label: 'query',
    width: 140,
    grows: 1,
    isFixed: true,
    title: 'The query; sorts by its letters',
    cell: ({ text }) => <OneLine text={text} />,
  },
  strip: {
    sort: 'topScore',
    isNumber: false,
    label: 'scores',
    width: 120,
    grows: 1.1,
    title: 'The pool’s scores on one line; sorts by the best candidate’s score',
    cell: null,
  },
  positives: {
    sort: 'positives',
    isNumber: true,
    label: 'positives',
    width: 76,
    title: 'Labelled positives of the query in this split',
    cell: ({ positives }) => formatCount(positives),
  },
  anchorScore: {
    sort: 'anchorScore',
    isNumber: true,
    label: 'anchor',
    width: 68,
    title: 'Score that the rules compare with',
    cell: ({ anchorScore }) => formatScore(anchorScore),
  },
  threshold: {
    sort: 'threshold',
    isNumber: true,
    label: 'threshold',
    width: 80,
    title: 'Lowest active upper bound on the score',
    cell: ({ threshold }) => formatScore(threshold),
  },
  kept: {
    sort: 'kept',
    isNumber: true,
    label: 'kept',
    width: 60,
    title: 'Candidates that pass every rule',
    cell: ({ kept }) => formatCount(kept),
  },
  selected: {
    sort: 'selected',
    isNumber: true,
    label: 'selected',
    width: 74,
    title: 'Negatives chosen',
    cell: ({ selected }) => formatCount(selected),
  },
  shortBy: {
    sort: 'shortBy',
    isNumber: true,
    label: 'short by',
    width: 74,
    title: 'Negatives asked for and not found',
    cell: ({ selected, shortBy }) => <Shortage selected={selected} shortBy={shortBy} />,
  },
  suspects: {
    sort: 'suspects',
    isNumber: true,
    label: 'suspects',
    width: 78,
    title: 'Candidates at or above the bound of the reference setting (PercPos 95 % of the lowest positive)',
    cell: ({ suspects }) => <Suspects count={suspects} />,
  },
  selectedSuspects: {
    sort: 'selectedSuspects',
    isNumber: true,
    label: 'selected suspects',
    heading: 'sel. suspects',
    width: 102,
    title: 'Suspects among the selected negatives',
    cell: ({ selectedSuspects }) => <Suspects count={selectedSuspects} />,
  },
  judged: {
    sort: 'judged',
    isNumber: true,
    label: 'judged',
    width: 80,
    title:
      'Candidates that a judge calls false negatives, of those it labelled; sorts and filters by the first',
    cell: ({ judged }) => <Labels counts={judged} />,
  },
  annotated: {
    sort: 'annotated',
    isNumber: true,
    label: 'annotated',
    width: 84,
    title:
      'Candidates that people call false negatives, of those they labelled; sorts and filters by the first',
    cell: ({ annotated }) => <Labels counts={annotated} />,
  },
  ndcg: {
    sort: 'ndcg',
    isNumber: true,
    label: 'nDCG@10',
    width: 82,
    title:
      'trec_eval’s nDCG@10 of the teacher’s retrieval for the query, positives in it; computed once, when the column is first shown',
    cell: ({ ndcg }) => formatScore(ndcg),
  },
  top: {
    sort: 'topScore',
    isNumber: false,
    label: 'top candidate',
    width: 110,
    grows: 0.6,
    title: 'Score and id of the best candidate; sorts and filters by the score',
    cell: ({ topScore, topId }) => (
      <OneLine text={topId === null ? '–' : `${formatScore(topScore)} ${topId}`} />
    ),
  },
};

/** The class of a column's cells. */
export function cellClass(id: string): string {
  return queryColumns[id]?.isNumber === true ? `cell number ${id}` : `cell ${id}`;
}

function Shortage({ selected, shortBy }: Pick<QueryRow, 'selected' | 'shortBy'>) {
  if (selected === 0) return <span className="starved">starved</span>;
  return shortBy === 0 ? '–' : formatCount(shortBy);
}

function Suspects({ count }: { readonly count: number }) {
  return <span className={count > 0 ? 'suspect-text' : ''}>{formatCount(count)}</span>;
}

/** False negatives of those labelled; a dash where nobody labelled one. */
function Labels({ counts }: { readonly counts: QueryRow['judged'] }) {
  if (counts === null) return '–';
  const { falseNegatives, labelled } = counts;
  return (
    <span className={falseNegatives > 0 ? 'suspect-text' : ''}>
      {formatCount(falseNegatives)} / {formatCount(labelled)}
    </span>
  );
}
