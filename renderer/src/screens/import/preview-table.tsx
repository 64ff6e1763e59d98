import { OneLine } from '../../components/one-line.tsx';
import { Panel } from '../../components/panel.tsx';
import { RefusedLines } from '../../components/refused-lines.tsx';
import type { Preview } from '../../stores/data-import.ts';
import { formatCount, plural } from '../../text/format-number.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';

type PreviewTableProps = { readonly preview: Preview; readonly isStale: boolean };

/** The first rows as they will be read. */
export function PreviewTable({ preview, isStale }: PreviewTableProps) {
  return (
    <>
      <Panel title="First rows" aside={plural(preview.rows.length, 'row')}>
        <ScrollBox label="First rows as a table" className={isStale ? 'stale' : ''}>
          <table className="plain-table preview-table">
            <thead>
              <tr>
                {preview.columns.map((column) => (
                  <th scope="col" key={column}>
                    <bdi>{column}</bdi>
                    <RoleBadge preview={preview} column={column} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.map((row, place) => (
                // Rows of a file have no identity beyond their place.
                <tr key={place}>
                  {preview.columns.map((column, at) => (
                    <td key={column}>
                      <OneLine text={row[at] ?? ''} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </Panel>
      {preview.refused.length > 0 ? (
        <Panel title="Lines that would be left out" aside={plural(preview.refusedTotal, 'line')}>
          <p className="secondary pad">{checkedText(preview)}</p>
          <RefusedLines lines={preview.refused} total={preview.refusedTotal} />
        </Panel>
      ) : (
        <p className="secondary">No line would be left out. {checkedText(preview)}</p>
      )}
    </>
  );
}

/** How far the lines were looked at. */
function checkedText({ checkedRows }: Preview): string {
  return checkedRows === null
    ? 'Every line was looked at.'
    : `Only the first ${formatCount(checkedRows)} lines of each file were looked at; the import checks all and lists what it leaves out.`;
}

function RoleBadge({ preview, column }: { readonly preview: Preview; readonly column: string }) {
  const { query, positive, negative, label, score } = preview.chosen;
  const role =
    column === query
      ? 'query'
      : column === positive
        ? 'positive'
        : negative?.includes(column) === true
          ? 'negative'
          : column === label
            ? 'label'
            : column === score
              ? 'score'
              : null;
  return role === null ? null : <span className={`badge ${role}`}>{role}</span>;
}
