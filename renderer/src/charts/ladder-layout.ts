/** Something on the score axis that wants a row of text beside it. */
export type LadderItem = { readonly key: string; readonly score: number };

export type LadderRow = {
  readonly key: string;
  /** Where the score lies on the axis, in px from the top; equal scores lie at one place. */
  readonly dotPx: number;
  /** Middle of the row of text: as near to the dot as the other rows allow, always on the dot's side of the threshold. */
  readonly rowPx: number;
};

export type LadderLayout = {
  readonly heightPx: number;
  readonly thresholdPx: number | null;
  /** Highest score first. */
  readonly rows: readonly LadderRow[];
  /** Round scores with their places on the axis, stretched or not. */
  readonly ticks: readonly { readonly score: number; readonly px: number }[];
  /** False when the axis was stretched where scores crowd. */
  readonly isLinear: boolean;
};

type Options = {
  readonly items: readonly LadderItem[];
  readonly threshold: number | null;
  readonly rowHeightPx: number;
  /** The height to fill when the rows need less. */
  readonly minHeightPx: number;
};

/** A stretched axis follows its rows by this much and the scores by the rest. */
const rowPull = 0.8;

type Segment = {
  readonly topPx: number;
  readonly bottomPx: number;
  readonly high: number;
  readonly low: number;
};

const linePx = 14;

/**
 * Puts scores on a vertical axis, the highest on top, and their rows beside it. The axis is cut at the threshold into
 * two pieces, each tall enough for its rows: a crowded side stretches instead of spilling over the line. Where it must,
 * the axis is stretched at the crowded places (it bends towards the rows), so that leader lines stay short; it stays
 * monotone, and its ticks say where it bends. A score on the threshold belongs above it, where the dropped ones are.
 */
export function layoutLadder({ items, threshold, rowHeightPx, minHeightPx }: Options): LadderLayout {
  const sorted = items.toSorted((a, b) => b.score - a.score);
  const above = threshold === null ? [] : sorted.filter(({ score }) => score >= threshold);
  const below = threshold === null ? sorted : sorted.filter(({ score }) => score < threshold);
  const high = Math.max(sorted[0]?.score ?? 0, threshold ?? Number.NEGATIVE_INFINITY);
  const low = Math.min(sorted.at(-1)?.score ?? 0, threshold ?? Number.POSITIVE_INFINITY);
  const needAbove = threshold === null ? 0 : above.length * rowHeightPx + linePx;
  const needBelow = below.length * rowHeightPx + linePx;
  const heightPx = Math.max(minHeightPx, needAbove + needBelow);
  const linearAbove = threshold === null || high === low ? 0 : ((high - threshold) / (high - low)) * heightPx;
  const cutPx = threshold === null ? 0 : Math.min(Math.max(linearAbove, needAbove), heightPx - needBelow);

  const upper = { topPx: 0, bottomPx: cutPx, high, low: threshold ?? high };
  const lower = { topPx: cutPx, bottomPx: heightPx, high: threshold ?? high, low };
  const inset = threshold === null ? 0 : linePx;
  const placed = [
    ...placeRows(above, upper, rowHeightPx, 0, inset),
    ...placeRows(below, lower, rowHeightPx, inset, 0),
  ];
  const isLinear = Math.abs(cutPx - linearAbove) < 1 && heightPx <= minHeightPx;
  const bends = isLinear
    ? []
    : bendPoints(placed.map((row, at) => ({ ...row, score: sorted[at]?.score ?? 0 })));
  const placeOn = (score: number): number => {
    const segment = threshold !== null && score >= threshold ? upper : lower;
    return isLinear ? placeOf(score, segment) : placeBetween(score, segment, bends);
  };
  return {
    heightPx,
    thresholdPx: threshold === null ? null : cutPx,
    rows: placed.map((row, at) => ({ ...row, dotPx: placeOn(sorted[at]?.score ?? 0) })),
    ticks: ticksBetween(low, high).map((score) => ({ score, px: placeOn(score) })),
    isLinear,
  };
}

type AxisPoint = { readonly score: number; readonly px: number };

/** One point for each different score, between its place on the even axis and the middle of its rows. */
function bendPoints(
  rows: readonly { readonly score: number; readonly dotPx: number; readonly rowPx: number }[],
): readonly AxisPoint[] {
  const points: AxisPoint[] = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const score = rows[from]?.score ?? 0;
    while (to < rows.length && rows[to]?.score === score) to += 1;
    const group = rows.slice(from, to);
    const middle = group.reduce((sum, { rowPx }) => sum + rowPx, 0) / group.length;
    points.push({ score, px: (rows[from]?.dotPx ?? 0) * (1 - rowPull) + middle * rowPull });
  }
  return points;
}

/** A score on the bent axis: between its neighbouring points, or between the last of them and the segment's end. */
function placeBetween(score: number, segment: Segment, points: readonly AxisPoint[]): number {
  let above: AxisPoint = { score: segment.high, px: segment.topPx };
  let below: AxisPoint = { score: segment.low, px: segment.bottomPx };
  for (const point of points) {
    if (point.score > segment.high || point.score < segment.low) continue;
    if (point.px < segment.topPx || point.px > segment.bottomPx) continue;
    if (point.score >= score && point.px >= above.px) above = point;
    if (point.score <= score && point.px <= below.px) below = point;
  }
  if (above.score === below.score) return above.px;
  return above.px + ((above.score - score) / (above.score - below.score)) * (below.px - above.px);
}

function placeOf(score: number, { topPx, bottomPx, high, low }: Segment): number {
  if (high === low) return (topPx + bottomPx) / 2;
  return topPx + ((high - score) / (high - low)) * (bottomPx - topPx);
}

/** Least-squares places in order with room for each (isotonic regression on the places less their stacked offsets). */
function placeRows(
  items: readonly LadderItem[],
  segment: Segment,
  rowHeightPx: number,
  insetTopPx: number,
  insetBottomPx: number,
): readonly LadderRow[] {
  const first = segment.topPx + insetTopPx + rowHeightPx / 2;
  const last = segment.bottomPx - insetBottomPx - rowHeightPx / 2 - (items.length - 1) * rowHeightPx;
  const groups: { sum: number; size: number }[] = [];
  for (const [place, item] of items.entries()) {
    let group = { sum: placeOf(item.score, segment) - place * rowHeightPx, size: 1 };
    for (let before = groups.at(-1); before && before.sum / before.size > group.sum / group.size;) {
      groups.pop();
      group = { sum: group.sum + before.sum, size: group.size + before.size };
      before = groups.at(-1);
    }
    groups.push(group);
  }
  const offsets = groups.flatMap(({ sum, size }) =>
    Array.from({ length: size }, () => Math.min(Math.max(sum / size, first), Math.max(first, last))),
  );
  return items.map((item, place) => ({
    key: item.key,
    dotPx: placeOf(item.score, segment),
    rowPx: (offsets[place] ?? first) + place * rowHeightPx,
  }));
}

/** Four to ten round numbers within the range. */
function ticksBetween(low: number, high: number): readonly number[] {
  const width = high - low;
  if (!(width > 0)) return [low];
  const power = 10 ** Math.floor(Math.log10(width / 5));
  const step = power * ([1, 2, 5, 10].find((lead) => width / (power * lead) <= 8) ?? 10);
  const ticks: number[] = [];
  for (let at = Math.ceil(low / step); at * step <= high; at += 1)
    ticks.push(Number((at * step).toPrecision(12)));
  return ticks;
}
