import type { ProbeResult } from '../../../../shared/ipc/judge-answers.ts';
import { formatCount, formatShare } from '../../text/format-number.ts';
import { probeTexts } from './probe-texts.ts';

/** One probe: its number, its interval on a line from 0 to 100 %, and what that says. */
export function ProbeRow({ result }: { readonly result: ProbeResult }) {
  const { probe, n, changed, estimate, low, high, sentence } = result;
  return (
    <li>
      <strong>{probeTexts[probe]}</strong>
      <span className="tabular probe-number">{estimate === null ? '–' : formatShare(changed, n)}</span>
      <span className="probe-line" aria-hidden="true">
        {low === null || high === null || estimate === null ? null : (
          <>
            <i style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }} />
            <b style={{ left: `${estimate * 100}%` }} />
          </>
        )}
      </span>
      <span className="secondary tabular">n = {formatCount(n)}</span>
      <span>{sentence}</span>
    </li>
  );
}
