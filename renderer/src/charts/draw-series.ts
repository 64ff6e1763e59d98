import { bandRuns } from './band-series.ts';
import { shareAt, type ChartModel, type ChartSeries, type SeriesLook } from './chart-model.ts';
import { plotArea } from './chart-option.ts';
import type { Palette } from './palette.ts';

export type SeriesBox = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Share at the top of the plot, in per cent. */
  readonly top: number;
};

/** As echarts draws them into files: in widths of the line. */
const dashes: Readonly<Record<SeriesLook['shape'], number[]>> = {
  filled: [],
  line: [],
  band: [],
  dashed: [8, 4],
  dotted: [2, 2],
};

/**
 * Draws the series of a model inside the plot, each as one path: what moves with the slider, in every frame. Going through echarts for
 * this took 12 ms a frame for four histograms; its axes, which stay, are drawn by it below.
 */
export function drawSeries(
  pen: CanvasRenderingContext2D,
  model: ChartModel,
  box: SeriesBox,
  palette: Palette,
): void {
  pen.clearRect(0, 0, box.widthPx, box.heightPx);
  pen.lineJoin = 'bevel';
  drawBands(pen, model, box, palette);
  for (const series of model.series) {
    const { shape, colour } = series.look;
    pen.beginPath();
    trace(pen, model, series, box);
    pen.strokeStyle = palette[colour];
    pen.lineWidth = shape === 'filled' ? 1 : 2;
    pen.setLineDash(dashes[shape]);
    pen.stroke();
    if (shape !== 'filled') continue;
    const bottom = box.heightPx - plotArea.bottom;
    pen.beginPath();
    trace(pen, model, series, box, 0);
    pen.lineTo(box.widthPx - plotArea.right, bottom);
    pen.lineTo(plotArea.left, bottom);
    pen.globalAlpha = 0.75;
    pen.fillStyle = palette[colour];
    pen.fill();
    pen.globalAlpha = 1;
  }
}

/** What lies between two curves, under all lines; a gap where there is nothing. */
function drawBands(pen: CanvasRenderingContext2D, model: ChartModel, box: SeriesBox, palette: Palette): void {
  const { across, up } = placesOf(model, box);
  pen.globalAlpha = 0.2;
  for (const band of model.bands ?? []) {
    pen.fillStyle = palette[band.look.colour];
    for (const run of bandRuns(band, model.x)) {
      pen.beginPath();
      for (const [x, , high] of run) pen.lineTo(across(x), up(high));
      for (const [x, low] of run.toReversed()) pen.lineTo(across(x), up(low));
      pen.fill();
    }
  }
  pen.globalAlpha = 1;
}

/** The line of a series from the left end to the right: steps over bins, straight between places of a curve, a gap (or `gap`) where there is no share. */
function trace(
  pen: CanvasRenderingContext2D,
  model: ChartModel,
  series: ChartSeries,
  box: SeriesBox,
  gap = Number.NaN,
): void {
  const { x, isBinned } = model;
  const places = isBinned ? x.length - 1 : x.length;
  const { across, up } = placesOf(model, box);
  let isDrawn = false;
  for (let at = 0; at < places; at += 1) {
    const found = shareAt(series, at);
    const share = Number.isNaN(found) ? gap : found;
    if (Number.isNaN(share)) {
      isDrawn = false;
      continue;
    }
    if (isDrawn) pen.lineTo(across(x[at] ?? 0), up(share));
    else pen.moveTo(across(x[at] ?? 0), up(share));
    isDrawn = true;
    if (isBinned) pen.lineTo(across(x[at + 1] ?? 0), up(share));
  }
}

/** From the model's numbers to px; shares above the top are drawn at it. */
function placesOf(
  { x }: ChartModel,
  { widthPx, heightPx, top }: SeriesBox,
): { readonly across: (place: number) => number; readonly up: (share: number) => number } {
  const low = x[0] ?? 0;
  const perUnit = (widthPx - plotArea.left - plotArea.right) / ((x.at(-1) ?? 1) - low || 1);
  const perShare = (heightPx - plotArea.top - plotArea.bottom) / top;
  const bottom = heightPx - plotArea.bottom;
  return {
    across: (place) => plotArea.left + (place - low) * perUnit,
    up: (share) => bottom - Math.min(share, top) * perShare,
  };
}
