import { useMemo, useState, type ReactNode } from 'react';
import { Chart } from '../charts/chart.tsx';
import { sumOf, type ChartModel } from '../charts/chart-model.ts';
import { chartTable } from '../charts/chart-table.ts';
import type { Palette } from '../charts/palette.ts';
import { savedModel } from '../charts/save-chart.ts';
import { formatCount } from '../text/format-number.ts';
import { Icon } from './icon.tsx';
import { Panel } from './panel.tsx';
import { SaveChart } from './save-chart.tsx';

type ChartCardProps = {
  readonly model: ChartModel;
  readonly palette: Palette;
  /** Lines for a saved file beside n and the date: the data, the setting. */
  readonly caption: () => readonly string[];
  /** What the chart shows in numbers, for those who do not see it. */
  readonly summary: string;
  /** Lies above the canvas: a cursor, a brush. */
  readonly overlay: ReactNode;
  readonly className?: string;
  /** Beside the chart, in place of the legend in the head. */
  readonly side?: ReactNode;
};

/** A chart with its legend, its n, its table twin and its files. */
export function ChartCard({
  model,
  palette,
  caption,
  summary,
  overlay,
  className = '',
  side,
}: ChartCardProps) {
  const [isTable, setTable] = useState(false);
  return (
    <Panel
      className={`chart-card ${className}`}
      title={<span title={model.sentence}>{model.title}</span>}
      aside={
        <>
          <span className="chart-n tabular" title={model.n}>
            {model.n}
          </span>
          {side === undefined ? <Legend model={model} /> : null}
          <span className="chart-tools">
            <SaveChart
              chart={() => savedModel(model)}
              title={model.title}
              about={() => [model.n, ...caption()]}
              palette={palette}
            />
            <button
              type="button"
              className="button quiet icon-only"
              aria-pressed={isTable}
              aria-label={`${model.title} as a table`}
              title="The same numbers as a table"
              onClick={() => setTable(!isTable)}
            >
              <Icon name="table" />
            </button>
          </span>
        </>
      }
    >
      <div className="chart-body">
        {isTable ? (
          <TableTwin model={model} />
        ) : (
          <div className="chart">
            <Chart model={model} palette={palette} label={`${model.sentence} ${summary}`} />
            {overlay}
          </div>
        )}
        {isTable ? null : side}
      </div>
    </Panel>
  );
}

function Legend({ model }: { readonly model: ChartModel }) {
  return (
    <span className="legend">
      {model.series.map(({ look, counts }) => (
        <span key={look.id} title={`${formatCount(sumOf(counts))} ${look.label}`}>
          <i className={`swatch ${look.shape} ${look.colour}`} aria-hidden="true" />
          {look.label}
        </span>
      ))}
    </span>
  );
}

function TableTwin({ model }: { readonly model: ChartModel }) {
  const { head, rows } = useMemo(() => chartTable(model), [model]);
  return (
    <div className="scroll-box chart" tabIndex={0} role="region" aria-label={`${model.title} as a table`}>
      <table className="plain-table">
        <thead>
          <tr>
            {head.map((name) => (
              <th scope="col" className="number" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells[0]}>
              {cells.map((cell, at) => (
                <td className="number" key={head[at]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
