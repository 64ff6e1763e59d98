import type { LadderLayout } from '../../charts/ladder-layout.ts';
import { formatScore } from '../../text/format-number.ts';

type LadderAxisProps = {
  readonly layout: LadderLayout;
  readonly paddingPx: number;
  /** Highest first, with their places. */
  readonly lines: readonly { readonly score: number; readonly px: number }[];
  readonly lookOf: (key: string) => string;
  readonly chosenKey: string;
};

const axisX = 64;
const rowsX = 112;
const textHeight = 13;

/** The drawn part of the ladder: axis, ticks, marks at their scores, leader lines to their rows, the threshold. */
export function LadderAxis({ layout, paddingPx, lines, lookOf, chosenKey }: LadderAxisProps) {
  const { heightPx, rows, ticks } = layout;
  const highest = lines[0];
  return (
    <svg className="ladder-axis" height={heightPx + 2 * paddingPx} aria-hidden="true" focusable="false">
      <g transform={`translate(0 ${paddingPx})`}>
        {highest === undefined ? null : (
          <rect
            className="dropped-side"
            x={axisX}
            y={-paddingPx}
            width="100%"
            height={Math.max(0, highest.px + paddingPx)}
          />
        )}
        <line className="axis" x1={axisX} x2={axisX} y1={0} y2={heightPx} />
        {ticks.map(({ score, px }) => (
          <g key={score} transform={`translate(0 ${px})`}>
            <line className="tick" x1={axisX - 4} x2={axisX} />
            {/* A threshold's score stands in the same column and comes first. */}
            {lines.some((line) => Math.abs(line.px - px) < textHeight) ? null : (
              <text className="tick-text" x={axisX - 8} dy="0.32em">
                {formatScore(score)}
              </text>
            )}
          </g>
        ))}
        {lines.map(({ score, px }, place) => (
          // Lines have no identity beyond their place.
          <g key={place} transform={`translate(0 ${px})`}>
            <line className="threshold" x1={axisX - 8} x2="100%" />
            <text className="threshold-text" x={axisX - 12} dy="0.32em">
              {formatScore(score)}
            </text>
          </g>
        ))}
        {rows.map(({ key, dotPx, rowPx }) => (
          <path
            key={key}
            className={key === chosenKey ? `leader chosen ${lookOf(key)}` : `leader ${lookOf(key)}`}
            d={`M${axisX + 6} ${dotPx}C${axisX + 28} ${dotPx} ${rowsX - 24} ${rowPx} ${rowsX} ${rowPx}`}
          />
        ))}
        {rows.map(({ key, dotPx }) => (
          <Mark key={key} look={lookOf(key)} y={dotPx} />
        ))}
      </g>
    </svg>
  );
}

function Mark({ look, y }: { readonly look: string; readonly y: number }) {
  if (look.includes('diamond')) {
    return <path className={`mark ${look}`} d={`M${axisX} ${y - 6}l6 6l-6 6l-6 -6Z`} />;
  }
  if (look.includes('square')) {
    return <rect className={`mark ${look}`} x={axisX - 5} y={y - 5} width={10} height={10} />;
  }
  if (look.includes('triangle')) {
    return <path className={`mark ${look}`} d={`M${axisX} ${y - 6}l6 11h-12Z`} />;
  }
  return <circle className={`mark ${look}`} cx={axisX} cy={y} r={look === 'positive' ? 6 : 4} />;
}
