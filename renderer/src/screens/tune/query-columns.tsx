import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import type { QueryRow, QuerySort } from '../../../../shared/ipc/view-calls.ts';
import { OneLine } from '../../components/one-line.tsx';
import { formatCount, formatScore } from '../../text/format-number.ts';

export const queryFeatures = tableFeatures({});
const helper = createColumnHelper<typeof queryFeatures, QueryRow>();

/** What the grid needs to know of a column beside its content. */
export type ColumnLook = {
  readonly sort: QuerySort | null;
  readonly isNumber: boolean;
  readonly label: string;
  readonly title: string;
  /** Its share of the row, as a track of a grid. */
  readonly track: string;
  /** Cannot be hidden. */
  readonly isFixed?: boolean;
};

export const columnLooks: Readonly<Record<string, ColumnLook>> = {
  id: {
    sort: 'imported',
    isNumber: false,
    label: 'id',
    track: '72px',
    title: 'The query’s id; sorts in imported order',
  },
  text: {
    sort: null,
    isNumber: false,
    label: 'query',
    track: 'minmax(140px, 1fr)',
    isFixed: true,
    title: 'The query',
  },
  strip: {
    sort: 'topScore',
    isNumber: false,
    label: 'scores',
    track: 'minmax(120px, 1.1fr)',
    title: 'The pool’s scores on one line; sorts by the best candidate’s score',
  },
  positives: {
    sort: 'positives',
    isNumber: true,
    label: 'positives',
    track: '68px',
    title: 'Labelled positives of the query in this split',
  },
  anchorScore: {
    sort: 'anchorScore',
    isNumber: true,
    label: 'anchor',
    track: '68px',
    title: 'Score that the rules compare with',
  },
  threshold: {
    sort: 'threshold',
    isNumber: true,
    label: 'threshold',
    track: '76px',
    title: 'Lowest active upper bound on the score',
  },
  kept: {
    sort: 'kept',
    isNumber: true,
    label: 'kept',
    track: '60px',
    title: 'Candidates that pass every rule',
  },
  selected: { sort: 'selected', isNumber: true, label: 'selected', track: '68px', title: 'Negatives chosen' },
  shortBy: {
    sort: 'shortBy',
    isNumber: true,
    label: 'short by',
    track: '64px',
    title: 'Negatives asked for and not found',
  },
  suspects: {
    sort: 'suspects',
    isNumber: true,
    label: 'suspects',
    track: '72px',
    title: 'Candidates at or above the bound of the reference setting (PercPos 95 % of the lowest positive)',
  },
  selectedSuspects: {
    sort: 'selectedSuspects',
    isNumber: true,
    label: 'selected suspects',
    track: '72px',
    title: 'Suspects among the selected negatives',
  },
  judged: {
    sort: 'judged',
    isNumber: true,
    label: 'judged',
    track: '62px',
    title:
      'Candidates that a judge calls false negatives, of those it labelled; sorts and filters by the first',
  },
  annotated: {
    sort: 'annotated',
    isNumber: true,
    label: 'annotated',
    track: '74px',
    title:
      'Candidates that people call false negatives, of those they labelled; sorts and filters by the first',
  },
  ndcg: {
    sort: 'ndcg',
    isNumber: true,
    label: 'nDCG@10',
    track: '72px',
    title:
      'trec_eval’s nDCG@10 of the teacher’s retrieval for the query, positives in it; computed once, when the column is first shown',
  },
  top: {
    sort: 'topScore',
    isNumber: false,
    label: 'top candidate',
    track: 'minmax(110px, 0.6fr)',
    title: 'Score and id of the best candidate; sorts and filters by the score',
  },
};

/** The columns of the queries table. The strip is drawn by the table, which knows the scale. */
export const queryColumns = helper.columns([
  helper.accessor('id', { header: 'id', cell: ({ getValue }) => <OneLine text={getValue()} /> }),
  helper.accessor('text', { header: 'query', cell: ({ getValue }) => <OneLine text={getValue()} /> }),
  helper.accessor('strip', { header: 'scores', cell: () => null }),
  helper.accessor('positives', { header: 'positives', cell: ({ getValue }) => formatCount(getValue()) }),
  helper.accessor('anchorScore', { header: 'anchor', cell: ({ getValue }) => formatScore(getValue()) }),
  helper.accessor('threshold', { header: 'threshold', cell: ({ getValue }) => formatScore(getValue()) }),
  helper.accessor('kept', { header: 'kept', cell: ({ getValue }) => formatCount(getValue()) }),
  helper.accessor('selected', { header: 'selected', cell: ({ getValue }) => formatCount(getValue()) }),
  helper.accessor('shortBy', {
    header: 'short by',
    cell: ({ getValue, row }) => (
      <span className={row.original.selected === 0 ? 'starved' : ''}>
        {row.original.selected === 0 ? 'starved' : getValue() === 0 ? '–' : formatCount(getValue())}
      </span>
    ),
  }),
  helper.accessor('suspects', {
    header: 'suspects',
    cell: ({ getValue }) => (
      <span className={getValue() > 0 ? 'suspect-text' : ''}>{formatCount(getValue())}</span>
    ),
  }),
  helper.accessor('selectedSuspects', {
    header: 'sel. suspects',
    cell: ({ getValue }) => (
      <span className={getValue() > 0 ? 'suspect-text' : ''}>{formatCount(getValue())}</span>
    ),
  }),
  helper.accessor('judged', { header: 'judged', cell: ({ getValue }) => <Labels counts={getValue()} /> }),
  helper.accessor('annotated', {
    header: 'annotated',
    cell: ({ getValue }) => <Labels counts={getValue()} />,
  }),
  helper.accessor('ndcg', { header: 'nDCG@10', cell: ({ getValue }) => formatScore(getValue()) }),
  helper.accessor('topId', {
    id: 'top',
    header: 'top candidate',
    cell: ({ getValue, row }) => (
      <OneLine text={getValue() === null ? '–' : `${formatScore(row.original.topScore)} ${getValue()}`} />
    ),
  }),
]);

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
