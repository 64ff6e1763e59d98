import type { Output } from '../../../../shared/ipc/contract.ts';
import { Dialog } from '../../components/dialog.tsx';
import { formatCount, plural } from '../../text/format-number.ts';

type ExportedLabelsProps = { readonly written: Output<'labels.export'>; readonly onClose: () => void };

/** Where labels were written, how many, and which could not be. */
export function ExportedLabels({ written, onClose }: ExportedLabelsProps) {
  const { path, lines, sha256, ungraded = 0 } = written;
  return (
    <Dialog title="Labels exported" onClose={onClose}>
      <div className="stack small pad">
        <dl className="facts">
          <dt>File</dt>
          <dd className="wrap">
            <bdi>{path}</bdi>
          </dd>
          <dt>Lines</dt>
          <dd>{formatCount(lines)}</dd>
          <dt>SHA-256</dt>
          <dd className="wrap">
            <code>{sha256}</code>
          </dd>
          {ungraded === 0 ? null : (
            <>
              <dt>Left out</dt>
              <dd>
                {plural(ungraded, 'label')} without a grade: can’t tell, a wrong positive, an ambiguous query.
              </dd>
            </>
          )}
        </dl>
        <div className="row push-right">
          <button type="button" className="button primary" autoFocus onClick={onClose}>
            Done
          </button>
        </div>
      </div>
    </Dialog>
  );
}
