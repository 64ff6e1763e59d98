import type { MiningReport } from '../../../../shared/domain/report.ts';
import { Panel } from '../../components/panel.tsx';
import { formatCount, formatScore } from '../../text/format-number.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';

const rows = [
  ['positive', 'positives'],
  ['selected', 'selected negatives'],
  ['difference', 'anchor − selected'],
] as const;

const columns = ['mean', 'std', 'min', 'p25', 'p50', 'p75', 'max'] as const;

/** Distributions in numbers. */
export function ScoreSummaries({ scores }: { readonly scores: MiningReport['scores'] }) {
  return (
    <Panel title="Teacher scores">
      <ScrollBox label="Score summaries as a table">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">of</th>
              <th scope="col" className="number">
                n
              </th>
              {columns.map((column) => (
                <th key={column} scope="col" className="number">
                  {column === 'p50' ? 'median' : column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([key, label]) => (
              <tr key={key}>
                <th scope="row">{label}</th>
                <td className="number">{formatCount(scores[key].n)}</td>
                {columns.map((column) => (
                  <td key={column} className="number">
                    {formatScore(scores[key][column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Panel>
  );
}
