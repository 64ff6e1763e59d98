import type { Output } from '../../../../shared/ipc/contract.ts';
import { Dialog } from '../../components/dialog.tsx';
import { DialogDone } from '../../components/dialog-done.tsx';
import { WrittenFile } from '../../components/written-file.tsx';
import { plural } from '../../text/format-number.ts';

type ExportedLabelsProps = { readonly written: Output<'labels.export'>; readonly onClose: () => void };

/** Where labels were written, how many, and which could not be. */
export function ExportedLabels({ written, onClose }: ExportedLabelsProps) {
  const { ungraded = 0 } = written;
  return (
    <Dialog title="Labels exported" onClose={onClose}>
      <div className="stack small pad">
        <dl className="facts">
          <WrittenFile written={written} />
          {ungraded === 0 ? null : (
            <>
              <dt>Left out</dt>
              <dd>
                {plural(ungraded, 'label')} without a grade: can’t tell, a wrong positive, an ambiguous query.
              </dd>
            </>
          )}
        </dl>
        <DialogDone onClose={onClose} />
      </div>
    </Dialog>
  );
}
