import type { Palette } from '../charts/palette.ts';
import { chartFileKinds, saveChart, type SavedChart } from '../charts/save-chart.ts';
import { Icon } from './icon.tsx';

type SaveChartProps = {
  readonly title: string;
  readonly chart: () => SavedChart;
  /** Lines under it beside the date: n, the data, the setting. */
  readonly about: () => readonly string[];
  readonly palette: Palette;
};

/** A chart's files: PNG, SVG and CSV. */
export function SaveChart({ title, chart, about, palette }: SaveChartProps) {
  return (
    <label className="save-chart" title="Save with its caption: n, setting and date">
      <Icon name="import" />
      <select
        aria-label={`Save ${title} as`}
        value=""
        onChange={(event) => {
          const kind = chartFileKinds.find((one) => one === event.target.value);
          if (kind) saveChart(chart(), kind, about(), palette);
        }}
      >
        <option value="" disabled hidden>
          Save as
        </option>
        {chartFileKinds.map((kind) => (
          <option key={kind} value={kind}>
            Save as {kind.toUpperCase()}
          </option>
        ))}
      </select>
    </label>
  );
}
