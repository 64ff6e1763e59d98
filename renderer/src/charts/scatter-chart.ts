import type { TeacherPairs } from '../../../shared/ipc/detail-calls.ts';
import { commentLine } from './chart-table.ts';
import type { Palette } from './palette.ts';
import type { SavedChart } from './save-chart.ts';

export const pairKinds = ['random', 'candidate', 'positive'] as const;
type PairKind = (typeof pairKinds)[number];
export const pairKindTexts = {
  random: 'random documents',
  candidate: 'best candidates of either',
  positive: 'positives',
} as const satisfies Readonly<Record<PairKind, string>>;

const roles = { random: 'kept', candidate: 'selected', positive: 'positive' } as const;

/** Two teachers' scores of the same pairs, as a file: each kind with the colour and the shape that it has on screen. */
export function savedScatter(
  sentence: string,
  [first, second]: readonly [string, string],
  { pairs }: TeacherPairs,
): SavedChart {
  const title = `Scores of ${first} and ${second}`;
  return {
    title,
    sentence,
    csv: (caption) => scatterCsv(pairs, [first, second], [title, ...caption]),
    drawn: (palette) => ({
      animation: false,
      xAxis: axis(first, palette),
      yAxis: axis(second, palette),
      series: pairKinds.map((kind) => ({
        name: pairKindTexts[kind],
        type: 'custom' as const,
        silent: true,
        itemStyle: { color: palette[roles[kind]] },
        data: pairs.filter((pair) => pair.kind === kind).map((pair) => [pair.first, pair.second]),
        renderItem: (_, api) => {
          const [x = 0, y = 0] = api.coord([api.value(0), api.value(1)]);
          return markOf(kind, x, y, palette[roles[kind]]);
        },
      })),
    }),
    legend: pairKinds.map((kind) => ({ name: pairKindTexts[kind], icon: icons[kind] })),
  };
}

const icons = {
  random: 'path://M-4 -1h3v-3h2v3h3v2h-3v3h-2v-3h-3Z',
  candidate: 'circle',
  positive: 'diamond',
};

function axis(name: string, palette: Palette) {
  const text = { color: palette.secondary, fontSize: 11, fontFamily: palette.font };
  return {
    type: 'value' as const,
    name,
    nameLocation: 'middle' as const,
    nameGap: 22,
    nameTextStyle: text,
    scale: true,
    axisLine: { show: true, lineStyle: { color: palette.border } },
    splitLine: { lineStyle: { color: palette.border, opacity: 0.6 } },
    axisLabel: text,
  };
}

/** A shape for each kind, so that colour is never alone. */
function markOf(kind: PairKind, x: number, y: number, fill: string) {
  if (kind === 'candidate')
    return { type: 'circle' as const, shape: { cx: x, cy: y, r: 2.5 }, style: { fill, opacity: 0.6 } };
  const corners = kind === 'positive' ? diamond : plus;
  return {
    type: 'polygon' as const,
    shape: { points: corners.map(([right, down]) => [x + right, y + down]) },
    style: { fill },
  };
}

type Corners = readonly (readonly [right: number, down: number])[];
const diamond: Corners = [
  [0, -4],
  [4, 0],
  [0, 4],
  [-4, 0],
];
const quarter: Corners = [
  [-0.5, -2.5],
  [0.5, -2.5],
  [0.5, -0.5],
];
/** A quarter of its outline, turned three times. */
const plus: Corners = [0, 1, 2, 3].flatMap((turns) =>
  quarter.map(([right, down]) => turned([right, down], turns)),
);

function turned([right, down]: readonly [number, number], turns: number): readonly [number, number] {
  return turns === 0 ? [right, down] : turned([-down, right], turns - 1);
}

/** Every pair with its ids; names and ids come from the data, so each is quoted. */
function scatterCsv(
  pairs: TeacherPairs['pairs'],
  names: readonly [string, string],
  caption: readonly string[],
): string {
  const head = ['query_id', 'document_id', 'kind', ...names.map((name) => quoted(`score of ${name}`))];
  const rows = pairs.map((pair) => [
    quoted(pair.query_id),
    quoted(pair.document_id),
    pair.kind,
    pair.first,
    pair.second,
  ]);
  return [...caption.map(commentLine), ...[head, ...rows].map((cells) => cells.join(','))].join('\n') + '\n';
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
