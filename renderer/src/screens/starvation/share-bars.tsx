import { Panel } from '../../components/panel.tsx';
import { formatCount, formatShare } from '../../text/format-number.ts';
import { ScrollBox } from '../../components/scroll-box.tsx';

export type ShareBar = {
  readonly label: string;
  readonly units: number;
  readonly starved: number;
  readonly short: number;
};

type ShareBarsProps = {
  readonly title: string;
  /** What is counted, in a sentence. */
  readonly sentence: string;
  readonly of: string;
  readonly bars: readonly ShareBar[];
};

/** How many of each group starve or are short: a table whose last column is its chart. */
export function ShareBars({ title, sentence, of, bars }: ShareBarsProps) {
  const most = Math.max(1, ...bars.map(({ units }) => units));
  return (
    <Panel
      className="share-bars"
      title={<span title={sentence}>{title}</span>}
      aside={
        <span className="legend">
          <span>
            <i className="swatch filled suspect" aria-hidden="true" /> starved
          </span>
          <span>
            <i className="swatch filled dropped" aria-hidden="true" /> short
          </span>
          <span>
            <i className="swatch filled candidates" aria-hidden="true" /> fed
          </span>
        </span>
      }
    >
      <ScrollBox label={`${title}, as a table`}>
        <table className="plain-table tabular">
          <thead>
            <tr>
              <th scope="col">{of}</th>
              <th scope="col" className="number">
                all
              </th>
              <th scope="col" className="number">
                starved
              </th>
              <th scope="col" className="number">
                short
              </th>
              <th scope="col">
                <span className="visually-hidden">share of each, drawn</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {bars.map(({ label, units, starved, short }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td className="number">{formatCount(units)}</td>
                <td className="number" title={formatShare(starved, units)}>
                  {formatCount(starved)}
                </td>
                <td className="number" title={formatShare(short, units)}>
                  {formatCount(short)}
                </td>
                <td className="bar-cell" aria-hidden="true">
                  <svg className="share-bar" viewBox="0 0 100 10" preserveAspectRatio="none">
                    <rect className="candidates" width={(units / most) * 100} height="10" />
                    <rect className="dropped" width={((starved + short) / most) * 100} height="10" />
                    <rect className="suspect" width={(starved / most) * 100} height="10" />
                  </svg>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Panel>
  );
}
