import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { formatBytes, formatCount } from '../../text/format-number.ts';

/** Versions, device and paths: what a report needs. */
export function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const info = latestValue(useAnswer('app.info', undefined).request);
  const { request } = useAnswer('engine.doctor', undefined);
  const doctor = latestValue(request);
  const facts: readonly (readonly [string, string])[] = [
    ['Negscope', info?.version ?? '…'],
    ['Electron', info?.electron ?? '…'],
    ...(doctor
      ? ([
          ['Node', doctor.node],
          ['System', doctor.platform],
          ['Device', `${doctor.chosen.name}: ${doctor.chosen.reason}`],
          ['Threads', `${formatCount(doctor.threads)} of ${formatCount(doctor.cpus)}`],
          [
            'Memory',
            `${formatBytes(doctor.memory.free_bytes)} free of ${formatBytes(doctor.memory.total_bytes)}`,
          ],
          ...Object.entries(doctor.libraries),
          ...doctor.devices
            .filter(({ available }) => !available)
            .map(({ name, reason }) => [name, `not available: ${reason}`] as const),
          ...doctor.missing.map(({ what, command }) => [what, command] as const),
        ] as const)
      : []),
    ['Log', info?.logFile ?? '…'],
  ];
  return (
    <Dialog title="About Negscope" onClose={onClose}>
      <div className="pad stack">
        <p>See the margin: mine hard negatives, watch what a threshold drops, export what you trust.</p>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name} className="fact">
              <dt>{name}</dt>
              <dd className="wrap">{value}</dd>
            </div>
          ))}
        </dl>
        {request.kind === 'failed' ? (
          <ErrorPanel title="The engine could not be asked about its device" error={request.error} />
        ) : doctor ? null : (
          <p className="secondary" role="status">
            Trying the devices …
          </p>
        )}
        <div className="row">
          <CopyButton text={facts.map(([name, value]) => `${name}: ${value}`).join('\n')} label="Copy" />
          <span className="secondary">Apache License 2.0</span>
        </div>
      </div>
    </Dialog>
  );
}
