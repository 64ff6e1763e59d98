import { CopyButton } from '../../components/copy-button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { DialogDone } from '../../components/dialog-done.tsx';
import { WrittenFile } from '../../components/written-file.tsx';
import type { Exported } from '../../stores/runs.ts';
import { formatCount } from '../../text/format-number.ts';

type ExportResultProps = { readonly exported: Exported; readonly onClose: () => void };

/** Left out because somebody said so, and not for the format's sake. */
const decisions: ReadonlySet<string> = new Set(['dropped', 'promoted']);

/** Where it was written, how much, and its hash. */
export function ExportResult({ exported, onClose }: ExportResultProps) {
  const { path, manifest, lines, sha256, left_out: leftOut } = exported;
  const reasons = Object.entries(leftOut).filter(([, count]) => count > 0);
  const decided = reasons.filter(([reason]) => decisions.has(reason));
  const unheld = reasons.filter(([reason]) => !decisions.has(reason));
  return (
    <Dialog title="Exported" onClose={onClose}>
      <div className="stack small pad">
        <dl className="facts">
          <WrittenFile written={exported} />
          <dt>Manifest</dt>
          <dd className="wrap">
            <bdi>{manifest}</bdi>
          </dd>
          {decided.length > 0 ? (
            <>
              <dt>Relabelled</dt>
              <dd>{counted(decided)} by your decisions; others concern no negative of this run.</dd>
            </>
          ) : null}
          {unheld.length > 0 ? (
            <>
              <dt>Left out</dt>
              <dd>{counted(unheld)}: this format cannot hold them.</dd>
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

function counted(reasons: readonly (readonly [string, number])[]): string {
  return reasons.map(([reason, count]) => `${formatCount(count)} ${reason}`).join(', ');
}
