import { useMemo, useState } from 'react';
import type { Histogram } from '../../../shared/ipc/view-calls.ts';
import { Chart } from '../charts/chart.tsx';
import { histogramOption, type Marker } from '../charts/histogram-option.ts';
import { histogramRows, looksOf, total } from '../charts/histogram-series.ts';
import type { Palette } from '../charts/palette.ts';
import { formatCount, formatScore } from '../text/format-number.ts';
import { Icon } from './icon.tsx';
import { Panel } from './panel.tsx';

type ChartCardProps = {
  readonly title: string;
  /** What is drawn, in a sentence. */
  readonly sentence: string;
  readonly histogram: Histogram;
  readonly markers?: readonly Marker[];
  readonly palette: Palette;
};

const noMarkers: readonly Marker[] = [];

/** A histogram with its legend, and the same as a table. */
export function ChartCard({ title, sentence, histogram, markers = noMarkers, palette }: ChartCardProps) {
  const [isTable, setTable] = useState(false);
  const option = useMemo(() => histogramOption(histogram, palette, markers), [histogram, palette, markers]);
  const looks = looksOf(histogram);
  return (
    <Panel
      className="chart-card"
      title={<span title={sentence}>{title}</span>}
      aside={
        <>
          <span className="legend">
            {looks.map(({ key, label, shape, colour }) => (
              <span key={key} title={`${formatCount(total(histogram.series[key] ?? []))} ${label}`}>
                <i className={`swatch ${shape} ${colour}`} aria-hidden="true" />
                {label}
              </span>
            ))}
          </span>
          <button
            type="button"
            className="button quiet icon-only"
            aria-pressed={isTable}
            aria-label={`${title} as a table`}
            title="The same numbers as a table"
            onClick={() => setTable(!isTable)}
          >
            <Icon name="table" />
          </button>
        </>
      }
    >
      {isTable ? <HistogramTable histogram={histogram} /> : <Chart option={option} label={sentence} />}
    </Panel>
  );
}

function HistogramTable({ histogram }: { readonly histogram: Histogram }) {
  const looks = looksOf(histogram);
  return (
    <div className="scroll-box chart">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">from</th>
            <th scope="col">to</th>
            {looks.map(({ key, label }) => (
              <th scope="col" className="number" key={key}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {histogramRows(histogram).map(({ from, to, counts }) => (
            <tr key={from}>
              <td>{formatScore(from)}</td>
              <td>{formatScore(to)}</td>
              {counts.map((count, place) => (
                <td className="number" key={looks[place]?.key}>
                  {formatCount(count)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
