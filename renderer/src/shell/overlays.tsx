import { assertNever } from '../../../shared/assert.ts';
import { useFrom, useStores } from '../app-context.ts';
import { Dialog } from '../components/dialog.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { AboutDialog } from '../screens/about/about-dialog.tsx';
import { ExportLabelsDialog } from '../screens/labels/export-labels-dialog.tsx';
import { ImportLabelsDialog } from '../screens/labels/import-labels-dialog.tsx';
import { ExportDialog } from '../screens/runs/export-dialog.tsx';
import { StoreRunDialog } from '../screens/runs/store-run-dialog.tsx';
import { RelabelDialog } from '../screens/relabel/relabel-dialog.tsx';
import { SuggestDialog } from '../screens/tune/suggest-dialog.tsx';
import { CommandPalette } from './command-palette.tsx';
import { ErrorsDialog } from './errors-dialog.tsx';
import { HelpSheet } from './help-sheet.tsx';
import { ShortcutSheet } from './shortcut-sheet.tsx';

/** What lies over the screen, if anything. */
export function Overlays() {
  const { navigation } = useStores();
  const { overlay, closeOverlay } = useFrom(navigation, (state) => state);
  switch (overlay.kind) {
    case 'none':
      return null;
    case 'store-run':
      return <StoreRunDialog onClose={closeOverlay} />;
    case 'suggest-setting':
      return <SuggestDialog onClose={closeOverlay} />;
    case 'relabel':
      return <RelabelDialog onClose={closeOverlay} />;
    case 'export':
      return <ExportDialog run={overlay.run} onClose={closeOverlay} />;
    case 'import-labels':
      return <ImportLabelsDialog onClose={closeOverlay} />;
    case 'export-labels':
      return <ExportLabelsDialog onClose={closeOverlay} />;
    case 'help':
      return <HelpSheet onClose={closeOverlay} />;
    case 'shortcuts':
      return <ShortcutSheet onClose={closeOverlay} />;
    case 'palette':
      return <CommandPalette onClose={closeOverlay} />;
    case 'about':
      return <AboutDialog onClose={closeOverlay} />;
    case 'errors':
      return <ErrorsDialog onClose={closeOverlay} />;
    case 'error':
      return (
        <Dialog title="Something went wrong" onClose={closeOverlay}>
          <div className="pad">
            <ErrorPanel title={overlay.title} error={overlay.error} />
          </div>
        </Dialog>
      );
    default:
      return assertNever(overlay);
  }
}
