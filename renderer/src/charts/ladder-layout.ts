/** Something on the score axis that wants a row of text beside it. */
export type LadderItem = { readonly key: string; readonly score: number };

export type LadderRow = {
  readonly key: string;
  /** Where the score lies on the axis, in px from the top. */
  readonly dotPx: number;
  /** Middle of the row of text: as near to the dot as the other rows allow, always on the dot's side of the threshold. */
  readonly rowPx: number;
};

export type LadderLayout = {
  readonly heightPx: number;
  readonly thresholdPx: number | null;
  /** Highest score first. */
  readonly rows: readonly LadderRow[];
  /** Round scores with their places; the scale may differ above and below the threshold. */
  readonly ticks: readonly { readonly score: number; readonly px: number }[];
  /** False when the two sides of the threshold needed different scales. */
  readonly isLinear: boolean;
};

type Options = {
  readonly items: readonly LadderItem[];
  readonly threshold: number | null;
  readonly rowHeightPx: number;
  /** The height to fill when the rows need less. */
  readonly minHeightPx: number;
};

type Segment = {
  readonly topPx: number;
  readonly bottomPx: number;
  readonly high: number;
  readonly low: number;
};

const linePx = 14;

/**
 * Puts scores on a vertical axis, the highest on top, and their rows beside it. The axis is cut at the threshold into
 * two linear pieces, each tall enough for its rows: so a crowded side stretches instead of spilling over the line.
 * A score on the threshold belongs above it, where the dropped ones are.
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
  return {
    heightPx,
    thresholdPx: threshold === null ? null : cutPx,
    rows: [
      ...placeRows(above, upper, rowHeightPx, 0, inset),
      ...placeRows(below, lower, rowHeightPx, inset, 0),
    ],
    ticks: ticksBetween(low, high).map((score) => ({
      score,
      px: placeOf(score, threshold !== null && score >= threshold ? upper : lower),
    })),
    isLinear: threshold === null || Math.abs(cutPx - linearAbove) < 1,
  };
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
