import type { Output } from '../../../../shared/ipc/contract.ts';
import { Panel } from '../../components/panel.tsx';
import { ScrollBox } from '../../components/scroll-box.tsx';
import { formatCount } from '../../text/format-number.ts';
import type { AgreementNumber } from './estimate-rows.ts';
import { rangeText, valueText } from './estimate-table.tsx';

type Measured = Output<'agreement.measure'>;

/** The same numbers by stratum. */
export function AgreementByStratum({ strata }: Pick<Measured, 'strata'>) {
  if (strata.length === 0) return null;
  return (
    <Panel title="By stratum" aside="where in the ranking, from which setting on">
      <PartTable label="Agreement by stratum" parts={strata} />
    </Panel>
  );
}

/** Blind and unblind labels apart, with the difference. */
export function Anchoring({ anchoring }: Pick<Measured, 'anchoring'>) {
  return (
    <Panel title="Anchoring" aside="does seeing the judge’s answer change labels?">
      {anchoring === null ? (
        <p className="secondary pad">
          Labels were given only one way, all blind or all with the judge’s answer in sight: there is nothing
          to compare.
        </p>
      ) : (
        <>
          <PartTable label="Blind and unblind labels" parts={[anchoring.blind, anchoring.unblind]} />
          <p className="pad">
            {anchoring.difference.estimate === null
              ? `No difference can be given: ${anchoring.difference.reason ?? 'it is not defined here.'}`
              : `With the judge in sight, people agree with it ${valueText(anchoring.difference.estimate, true)} ${rangeText(anchoring.difference, true)} more often than blind.`}
          </p>
        </>
      )}
    </Panel>
  );
}

function PartTable({ label, parts }: { readonly label: string; readonly parts: Measured['strata'] }) {
  return (
    <ScrollBox label={label}>
      <table className="plain-table parts">
        <thead>
          <tr>
            <th scope="col">pairs</th>
            <th scope="col" className="number">
              n
            </th>
            <th scope="col" className="number">
              raw agreement
            </th>
            <th scope="col" className="number">
              κ
            </th>
            <th scope="col" className="number">
              AC1
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, n, raw_agreement: raw, kappa, ac1 }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="number">{formatCount(n)}</td>
              <PartCell estimate={raw} isShare />
              <PartCell estimate={kappa} isShare={false} />
              <PartCell estimate={ac1} isShare={false} />
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}

function PartCell({ estimate, isShare }: { readonly estimate: AgreementNumber; readonly isShare: boolean }) {
  return (
    <td className="number" title={estimate.reason}>
      {valueText(estimate.estimate, isShare)}{' '}
      <span className="secondary">{rangeText(estimate, isShare)}</span>
      {estimate.estimate === null && estimate.reason !== undefined ? (
        <span className="reason">{estimate.reason}</span>
      ) : null}
    </td>
  );
}
