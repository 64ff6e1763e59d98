import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DialogDone } from '../../components/dialog-done.tsx';
import { WrittenFile } from '../../components/written-file.tsx';
import type { Exported } from '../../stores/runs.ts';
import { leftOutText } from '../../../../shared/text/left-out-text.ts';

type ExportResultProps = { readonly exported: Exported; readonly onClose: () => void };

/** Where it was written, how much, and its hash. */
export function ExportResult({ exported, onClose }: ExportResultProps) {
  const { path, manifest, lines, sha256, left_out: leftOut } = exported;
  const reasons = Object.entries(leftOut).filter(([, count]) => count > 0);
  return (
    <Dialog title="Exported" onClose={onClose}>
      <div className="stack small pad">
        <dl className="facts">
          <WrittenFile written={exported} />
          <dt>Manifest</dt>
          <dd className="wrap">
            <bdi>{manifest}</bdi>
          </dd>
          {reasons.length > 0 ? (
            <>
              <dt>Left out</dt>
              <dd>
                <ul className="plain-list">
                  {reasons.map(([reason, count]) => (
                    <li key={reason}>{leftOutText(reason, count)}</li>
                  ))}
                </ul>
              </dd>
            </>
          ) : null}
        </dl>
        <p className="secondary">The manifest says what makes the same bytes again.</p>
        <DialogDone onClose={onClose}>
          <CopyButton text={[path, `lines ${lines}`, `sha256 ${sha256}`].join('\n')} label="Copy" />
        </DialogDone>
      </div>
    </Dialog>
  );
}
