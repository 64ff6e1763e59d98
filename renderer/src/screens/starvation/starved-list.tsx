import type { Output } from '../../../../shared/ipc/contract.ts';
import { OneLine } from '../../components/one-line.tsx';
import { Panel } from '../../components/panel.tsx';
import { distanceUnit, parameterText } from '../../setting/rule-fields.ts';
import { formatCount, formatScore } from '../../text/format-number.ts';
import { ruleTexts } from '../../setting/rule-texts.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';

type Row = Output<'tune.starvation'>['rows'][number];

type StarvedListProps = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly total: number;
  readonly offset: number;
  readonly pageSize: number;
  readonly wanted: number;
  readonly onOpen: (row: Row, place: number) => void;
  readonly onPage: (offset: number) => void;
};

/** The queries that lack negatives: how near the nearest is, and what would let it pass. */
export function StarvedList(props: StarvedListProps) {
  const { title, rows, total, offset, pageSize, wanted, onOpen, onPage } = props;
  return (
    <Panel
      className="starved-list"
      title={title}
      aside={
        total > pageSize ? (
          <span className="row tabular">
            {formatCount(offset + 1)} to {formatCount(offset + rows.length)} of {formatCount(total)}
            <button
              type="button"
              className="button small"
              disabled={offset === 0}
              onClick={() => onPage(offset - pageSize)}
            >
              Previous
            </button>
            <button
              type="button"
              className="button small"
              disabled={offset + rows.length >= total}
              onClick={() => onPage(offset + pageSize)}
            >
              Next
            </button>
          </span>
        ) : (
          formatCount(total)
        )
      }
    >
      <ScrollBox label="Starved queries as a table">
        <table className="plain-table tabular">
          <thead>
            <tr>
              <th scope="col">query</th>
              <th scope="col" className="number">
                anchor
              </th>
              <th scope="col" className="number">
                selected
              </th>
              <th scope="col">in the way</th>
              <th scope="col">smallest change</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={`${row.query}-${row.positive ?? ''}`}>
                <th scope="row">
                  <button
                    type="button"
                    className="link-button"
                    title={row.id}
                    onClick={() => onOpen(row, place)}
                  >
                    <OneLine text={row.text} />
                  </button>
                </th>
                <td className="number">{formatScore(row.anchorScore)}</td>
                <td className="number">
                  {formatCount(row.selected)} of {formatCount(wanted)}
                </td>
                <td>{whyText(row)}</td>
                <td>{changeText(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Panel>
  );
}

function whyText({ feeds, candidates, anchorScore }: Row): string {
  const [nearest] = feeds;
  if (nearest) {
    const { rule, distance } = nearest;
    const far = rule === 'shifted' || rule === 'range-max' ? formatCount(distance) : formatScore(distance);
    return `${ruleTexts[rule]}: the nearest misses by ${far} ${distanceUnit(rule)}`;
  }
  if (candidates === 0) return 'no candidate in the pool';
  return anchorScore === null ? 'no positive has a score' : 'several rules together';
}

function changeText({ feeds }: Row): string {
  if (feeds.length === 0) return '–';
  return feeds
    .slice(0, 2)
    .map(({ rule, value }) => `${ruleTexts[rule]} ${parameterText(rule, value)}`)
    .join(' or ');
}
