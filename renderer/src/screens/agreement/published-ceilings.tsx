import type { Output } from '../../../../shared/ipc/contract.ts';
import { Panel } from '../../components/panel.tsx';

/** What others reached, to read one's own numbers by. */
export function PublishedCeilings({
  ceilings,
}: {
  readonly ceilings: Output<'agreement.measure'>['ceilings'];
}) {
  return (
    <Panel title="What was published" aside="to compare with">
      <dl className="pad ceilings">
        {ceilings.map(({ what, value, source }) => (
          <div key={`${what}${source}`}>
            <dt>{what}</dt>
            <dd>
              <strong>{value}</strong> <span className="secondary">{source}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
