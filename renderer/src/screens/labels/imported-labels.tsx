import type { Output } from '../../../../shared/ipc/contract.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogDone } from '../../components/dialog-done.tsx';
import { RefusedLines } from '../../components/refused-lines.tsx';
import { formatCount, plural } from '../../text/format-number.ts';

type ImportedLabelsProps = { readonly found: Output<'labels.import'>; readonly onClose: () => void };

/** What was taken in, and every line that was not. */
export function ImportedLabels({ found, onClose }: ImportedLabelsProps) {
  const { labels, relevant, refused, refused_total: refusedTotal } = found;
  return (
    <Dialog title="Labels imported" onClose={onClose}>
      <div className="stack small pad">
        <p>
          {plural(labels, 'label')} taken in, {formatCount(relevant)} of them relevant.
        </p>
        {refusedTotal === 0 ? null : (
          <>
            <p className="notice">{plural(refusedTotal, 'line')} refused:</p>
            <RefusedLines lines={refused} total={refusedTotal} />
          </>
        )}
        <DialogDone onClose={onClose} />
      </div>
    </Dialog>
  );
}
