import { useRef, type KeyboardEvent } from 'react';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { formatCount, formatShare } from '../../text/format-number.ts';

export type Cell = { readonly row: number; readonly column: number };

type ConfusionMatrixProps = {
  readonly measured: Output<'agreement.measure'>;
  readonly names: readonly [string, string];
  readonly chosen: Cell | null;
  readonly onChoose: (cell: Cell) => void;
};

const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** First rater down, second across; each cell opens its pairs. Arrow keys move between cells. */
export function ConfusionMatrix({ measured, names, chosen, onChoose }: ConfusionMatrixProps) {
  const { categories, counts, shares } = measured;
  const size = categories.length;
  const table = useRef<HTMLTableElement>(null);

  function onKeyDown(event: KeyboardEvent, { row, column }: Cell): void {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    const [down, right] = move;
    const next = `${row + down}/${column + right}`;
    table.current?.querySelector<HTMLButtonElement>(`[data-cell="${next}"]`)?.focus();
  }
  const total = (of: (at: number) => boolean): number =>
    counts.reduce((sum, count, at) => sum + (of(at) ? count : 0), 0);
  return (
    <div className="pad">
      <table className="confusion" ref={table}>
        <caption className="visually-hidden">
          Pairs by what {names[0]} says (rows) and what {names[1]} says (columns)
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="colgroup" colSpan={size + 1} className="rater-name">
              {names[1]}
            </th>
          </tr>
          <tr>
            <th scope="col" className="rater-name">
              {names[0]}
            </th>
            {categories.map((category) => (
              <th key={category} scope="col">
                {category}
              </th>
            ))}
            <th scope="col">all</th>
          </tr>
        </thead>
        <tbody>
          {categories.map((category, row) => (
            <tr key={category}>
              <th scope="row">{category}</th>
              {categories.map((other, column) => {
                const at = row * size + column;
                const isChosen = chosen?.row === row && chosen.column === column;
                const share = shares[at] ?? 0;
                return (
                  <td key={other}>
                    <button
                      type="button"
                      className="confusion-cell"
                      data-cell={`${row}/${column}`}
                      aria-pressed={isChosen}
                      style={{ background: tintOf(share, row === column) }}
                      title="Shows these pairs"
                      onClick={() => onChoose({ row, column })}
                      onKeyDown={(event) => onKeyDown(event, { row, column })}
                    >
                      <span className="visually-hidden">
                        {names[0]} {category}, {names[1]} {other}:{' '}
                      </span>
                      <strong>{formatCount(counts[at] ?? 0)}</strong>
                      <span className="visually-hidden"> pairs, </span>
                      <span>{formatShare(share, 1)}</span>
                    </button>
                  </td>
                );
              })}
              <td className="number margin">{formatCount(total((at) => Math.floor(at / size) === row))}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">all</th>
            {categories.map((category, column) => (
              <td key={category} className="number margin">
                {formatCount(total((at) => at % size === column))}
              </td>
            ))}
            <td className="number margin">{formatCount(total(() => true))}</td>
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** The fuller the cell, the deeper: agreement in the accent, disagreement in the suspects' colour; always light enough to read on. */
function tintOf(share: number, agrees: boolean): string {
  const depth = Math.round(4 + 16 * Math.sqrt(share));
  return `color-mix(in srgb, var(${agrees ? '--accent' : '--suspect'}) ${depth}%, var(--surface))`;
}
