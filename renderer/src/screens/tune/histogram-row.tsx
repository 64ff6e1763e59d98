import { useApp, useFrom } from '../../app-context.ts';
import { binText, sumOf, type ChartModel } from '../../charts/chart-model.ts';
import { differenceModel, lossModel, rankModel, scoreModel } from '../../charts/tune-models.ts';
import { BrushArea } from '../../components/brush-area.tsx';
import { ChartCard } from '../../components/chart-card.tsx';
import type { BrushKind } from '../../../../shared/tuning/brush-index.ts';
import type { ShownTuning } from '../../stores/shown-tuning.ts';
import { formatCount } from '../../text/format-number.ts';

type HistogramRowProps = {
  readonly shown: ShownTuning;
  readonly lossTemperature: number | null;
  readonly caption: () => readonly string[];
};

/** The distributions, each of which can be brushed. */
export function HistogramRow({ shown, lossTemperature, caption }: HistogramRowProps) {
  const { stores, palette } = useApp();
  const { filter, brush } = useFrom(stores.filters, (state) => state);
  const { point, naive } = shown;
  const models: readonly (readonly [BrushKind, ChartModel])[] = [
    ['score', scoreModel(point, naive)],
    ['difference', differenceModel(point, naive)],
    ...(lossTemperature === null ? [] : ([['loss', lossModel(point, naive, lossTemperature)]] as const)),
    ['rank', rankModel(point)],
  ];
  return (
    <div className={`tune-charts trust-${shown.trust}`}>
      {models.map(([kind, model]) => (
        <ChartCard
          key={kind}
          model={model}
          palette={palette}
          caption={caption}
          summary={summaryOf(model)}
          overlay={<BrushArea model={model} range={filter[kind]} onBrush={(range) => brush(kind, range)} />}
        />
      ))}
    </div>
  );
}

/** How many of each series, and in which bin most of them lie. */
function summaryOf(model: ChartModel): string {
  return model.series
    .map(({ look, counts }) => {
      let most = 0;
      for (let bin = 0; bin < counts.length; bin += 1)
        if ((counts[bin] ?? 0) > (counts[most] ?? 0)) most = bin;
      return `${formatCount(sumOf(counts))} ${look.label}, most at ${binText(model, most)}`;
    })
    .join('; ');
}
