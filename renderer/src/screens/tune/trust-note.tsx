import type { Trust } from '../../stores/shown-tuning.ts';
import { formatShare } from '../../text/format-number.ts';

type TrustNoteProps = { readonly trust: Trust; readonly share: number };

/** Says when numbers are not exact yet; takes the same room when they are. */
export function TrustNote({ trust, share }: TrustNoteProps) {
  return (
    <span className={`trust-note ${trust}`} title={sentences[trust]}>
      {trust === 'partial' ? `≈ expected, from ${formatShare(share, 1)} of the queries` : texts[trust]}
    </span>
  );
}

const texts: Readonly<Record<Trust, string>> = {
  exact: 'exact',
  partial: '≈ partial',
  nearest: '≈ nearest value',
  before: '≈ setting before',
};

const sentences: Readonly<Record<Trust, string>> = {
  exact: 'Every number is a count over all queries at exactly this setting.',
  partial: 'Counted over a part of the queries; becomes exact by itself.',
  nearest: 'The numbers of the nearest value of the curve; becomes exact by itself.',
  before: 'The numbers of the setting or filter before; the new ones are being counted.',
};
