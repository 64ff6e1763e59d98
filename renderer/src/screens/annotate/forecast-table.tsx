import type { Output } from '../../../../shared/ipc/contract.ts';
import { formatCount, plural } from '../../text/format-number.ts';
import { intervalText, percentText } from '../../text/rate-text.ts';

type ForecastTableProps = { readonly forecast: Output<'annotate.forecast'>; readonly valueText: string };

/** The interval of the false-negative rate at the current setting, now and after more labels. */
export function ForecastTable({ forecast, valueText }: ForecastTableProps) {
  const { now, predicted, effective_labels: effective, unreachable } = forecast;
  return (
    <>
      <table className="plain-table forecast-table tabular">
        <caption className="visually-hidden">Interval of the false-negative rate by number of labels</caption>
        <thead>
          <tr>
            <th scope="col">labels</th>
            <th scope="col" className="number">
              95&nbsp;% interval, <span className="whole">setting {valueText}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              {`${formatCount(now.n_human)}\u00a0now`}
              {now.n_human > 0 ? (
                <span
                  className="secondary"
                  title="What they are worth in this set: labels weigh by how they were drawn."
                >
                  {` (worth\u00a0${formatCount(Math.round(effective))})`}
                </span>
              ) : null}
            </th>
            <td className="number">
              {now.low === null || now.high === null
                ? 'none yet'
                : `${percentText(now.estimate)} ${intervalText(now)}`}
            </td>
          </tr>
          {predicted.map(({ labels, width }) => (
            <tr key={labels}>
              <th scope="row">{`+\u00a0${formatCount(labels)}`}</th>
              <td className="number">± {((width / 2) * 100).toFixed(1)} points</td>
            </tr>
          ))}
        </tbody>
      </table>
      {now.estimate === null && now.reason !== undefined ? (
        <p className="secondary small-text pad">{now.reason}</p>
      ) : null}
      {unreachable > 0 ? (
        <p className="secondary small-text pad">
          No wave could draw {plural(unreachable, 'pair')} of this setting so far; the next one can.
        </p>
      ) : null}
    </>
  );
}
