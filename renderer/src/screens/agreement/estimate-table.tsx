import { formatCount, formatShare } from '../../text/format-number.ts';
import type { AgreementNumber, EstimateRow } from './estimate-rows.ts';

type EstimateTableProps = {
  readonly label: string;
  readonly rows: readonly EstimateRow[];
  /** Ends of the drawn scale. */
  readonly low: number;
  readonly high: number;
};

/** Numbers with their intervals, each drawn as a small range on one scale; an undefined one shows why. */
export function EstimateTable({ label, rows, low, high }: EstimateTableProps) {
  return (
    <table className="plain-table estimates">
      <caption className="visually-hidden">{label}</caption>
      <thead className="visually-hidden">
        <tr>
          <th scope="col">what</th>
          <th scope="col">value</th>
          <th scope="col">range</th>
          <th scope="col">pairs</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, sentence, estimate, isShare }) => (
          <tr key={name}>
            <th scope="row" title={sentence}>
              {name}
            </th>
            {estimate.estimate === null ? (
              <td colSpan={2} className="secondary">
                – <span className="reason">{estimate.reason ?? 'It is not defined here.'}</span>
              </td>
            ) : (
              <>
                <td className="number estimate-text">
                  {valueText(estimate.estimate, isShare)} <span>{rangeText(estimate, isShare)}</span>
                </td>
                <td className="range-cell">
                  <EstimateRange estimate={estimate} low={low} high={high} />
                </td>
              </>
            )}
            <td className="number secondary">{formatCount(estimate.n)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A share in per cent, a coefficient with two places. */
export function valueText(value: number | null, isShare: boolean): string {
  if (value === null) return '–';
  return isShare ? formatShare(value, 1) : value.toFixed(2).replace('-', '−');
}

export function rangeText({ low, high }: AgreementNumber, isShare: boolean): string {
  if (low === null || high === null) return '';
  const text = (value: number): string => (isShare ? (value * 100).toFixed(1) : valueText(value, false));
  return `[${text(low)}, ${text(high)}]`;
}

type EstimateRangeProps = {
  readonly estimate: AgreementNumber;
  readonly low: number;
  readonly high: number;
};

/** The number stands beside it. */
function EstimateRange({ estimate, low, high }: EstimateRangeProps) {
  const place = (value: number): number => Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));
  const from = place(estimate.low ?? estimate.estimate ?? low);
  const to = place(estimate.high ?? estimate.estimate ?? low);
  return (
    <span className="estimate-range" aria-hidden="true">
      {low < 0 ? <span className="zero" style={{ left: `${place(0)}%` }} /> : null}
      <span className="extent" style={{ left: `${from}%`, width: `${to - from}%` }} />
      <span className="point" style={{ left: `${place(estimate.estimate ?? low)}%` }} />
    </span>
  );
}
