import type { ReactNode } from 'react';

type NumberTileProps = {
  readonly name: string;
  readonly value: string;
  /** Right of the value: "of 3,236 wanted". */
  readonly beside?: string;
  readonly below: ReactNode;
  /** What the number is, in a sentence. */
  readonly sentence: string;
  readonly tone?: 'plain' | 'suspect' | 'warning';
  /** Leads to the rows behind the number. */
  readonly onOpen?: () => void;
};

/** One number with its unit, its comparison and its sentence. */
export function NumberTile({
  name,
  value,
  beside,
  below,
  sentence,
  tone = 'plain',
  onOpen,
}: NumberTileProps) {
  const content = (
    <>
      <span className="tile-name">{name}</span>
      <span className="tile-value">
        <strong className={tone}>{value}</strong>
        {beside === undefined ? null : <span className="tile-beside">{beside}</span>}
      </span>
      <span className="tile-below">{below}</span>
    </>
  );
  return onOpen ? (
    <button type="button" className="tile" title={`${sentence} Shows its rows.`} onClick={onOpen}>
      {content}
    </button>
  ) : (
    <div className="tile" title={sentence}>
      {content}
    </div>
  );
}
