import type { LadderLayout } from '../../charts/ladder-layout.ts';

/** Scores to places on a ladder's axis, and back; linear between the known points, by the whole axis' slope outside. */
export type LadderScale = {
  readonly pxOf: (score: number) => number;
  readonly scoreAt: (px: number) => number;
};

type Point = { readonly score: number; readonly px: number };

/** The scale of a drawn ladder, read off its marks, ticks and line; `scores` are those of its rows, by key. */
export function ladderScale(
  layout: LadderLayout,
  scores: ReadonlyMap<string, number>,
  threshold: number | null,
): LadderScale {
  const found: Point[] = layout.ticks.map(({ score, px }) => ({ score, px }));
  for (const { key, dotPx } of layout.rows) found.push({ score: scores.get(key) ?? Number.NaN, px: dotPx });
  if (threshold !== null && layout.thresholdPx !== null) {
    found.push({ score: threshold, px: layout.thresholdPx });
  }
  const points: Point[] = [];
  for (const point of found
    .filter(({ score }) => !Number.isNaN(score))
    .toSorted((a, b) => b.score - a.score || a.px - b.px)) {
    const last = points.at(-1);
    if (last === undefined || (point.score < last.score && point.px > last.px)) points.push(point);
  }
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || first === last) {
    const only = first ?? { score: 0, px: 0 };
    return { pxOf: () => only.px, scoreAt: () => only.score };
  }
  const slope = (last.px - first.px) / (last.score - first.score);
  const between = (from: 'score' | 'px', value: number): number => {
    const to = from === 'px' ? 'score' : 'px';
    const outside = from === 'px' ? 1 / slope : slope;
    const isBefore = (point: Point): boolean => (from === 'px' ? point.px <= value : point.score >= value);
    const at = points.findLastIndex(isBefore);
    const [low, high] = [points[at], points[at + 1]];
    if (!low) return first[to] + (value - first[from]) * outside;
    if (!high) return last[to] + (value - last[from]) * outside;
    return low[to] + ((value - low[from]) / (high[from] - low[from])) * (high[to] - low[to]);
  };
  return { pxOf: (score) => between('score', score), scoreAt: (px) => between('px', px) };
}
