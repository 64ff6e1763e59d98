import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { TuneRange } from '../../../shared/ipc/tune-filter.ts';
import { brushByDrag, brushByKey, type BinRange } from '../charts/brush-range.ts';
import { binText, spanText, type ChartModel } from '../charts/chart-model.ts';
import { cellText } from '../charts/chart-table.ts';
import { plotArea } from '../charts/chart-option.ts';

type BrushAreaProps = {
  readonly model: ChartModel;
  readonly range: TuneRange | null;
  readonly onBrush: (range: TuneRange | null) => void;
};

/** Lies above a histogram: drag or click chooses bins, so do the keys; the bin under the pointer tells its counts. */
export function BrushArea({ model, range, onBrush }: BrushAreaProps) {
  const { x } = model;
  const bins = x.length - 1;
  const dragFrom = useRef<number | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const [low, high] = [x[0] ?? 0, x[bins] ?? 1];
  const percentOf = (value: number): number => ((value - low) / (high - low || 1)) * 100;
  const chosen: BinRange | null = range && { first: binFrom(x, range.from), end: binFrom(x, range.to) };

  function put(next: BinRange | null): void {
    onBrush(next && { from: x[next.first] ?? low, to: x[next.end] ?? high, closed: next.end === bins });
  }
  function shareUnder(event: PointerEvent): number {
    const box = event.currentTarget.getBoundingClientRect();
    return (event.clientX - box.left) / box.width;
  }
  function onKeyDown(event: KeyboardEvent): void {
    const next = brushByKey(event.key, event.shiftKey, chosen, bins);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    put(next);
  }
  return (
    <div
      className="brush-area"
      style={{ left: plotArea.left, right: plotArea.right, top: plotArea.top, bottom: plotArea.bottom }}
      role="group"
      tabIndex={0}
      aria-label={`Brush ${model.xName}: ${range ? spanText(model, range.from, range.to) : 'nothing chosen'}. Arrows move, Shift and arrows resize, Escape clears.`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        dragFrom.current = shareUnder(event);
        put(brushByDrag(dragFrom.current, dragFrom.current, bins));
      }}
      onPointerMove={(event) => {
        const share = shareUnder(event);
        if (dragFrom.current === null) setHovered(brushByDrag(share, share, bins).first);
        else put(brushByDrag(dragFrom.current, share, bins));
      }}
      onPointerUp={() => {
        dragFrom.current = null;
      }}
      onPointerLeave={() => setHovered(null)}
      onDoubleClick={() => put(null)}
    >
      {range ? (
        <span
          className="brushed"
          style={{
            left: `${percentOf(range.from)}%`,
            width: `${percentOf(range.to) - percentOf(range.from)}%`,
          }}
        />
      ) : null}
      {hovered === null || hovered >= bins ? null : (
        <BinTip model={model} bin={hovered} isRight={hovered < bins / 2} />
      )}
    </div>
  );
}

type BinTipProps = { readonly model: ChartModel; readonly bin: number; readonly isRight: boolean };

function BinTip({ model, bin, isRight }: BinTipProps) {
  return (
    <span className={isRight ? 'bin-tip right' : 'bin-tip'} aria-hidden="true">
      <b>{binText(model, bin)}</b>
      {model.series.map((series) => (
        <span key={series.look.id}>
          <i className={`swatch ${series.look.shape} ${series.look.colour}`} />
          {series.look.label} {cellText(series, bin)}
        </span>
      ))}
    </span>
  );
}

/** The bin that begins at an edge, or the nearest to it. */
function binFrom(edges: Float64Array, value: number): number {
  let best = 0;
  for (let at = 1; at < edges.length; at += 1) {
    if (Math.abs((edges[at] ?? 0) - value) < Math.abs((edges[best] ?? 0) - value)) best = at;
  }
  return best;
}
