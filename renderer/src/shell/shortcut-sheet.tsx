import { appCommands } from '../../../shared/app-commands.ts';
import { Dialog } from '../components/dialog.tsx';
import { keysHere } from '../text/keys-here.ts';

/** Keys as the menu names them where they are another key on a Mac: `CmdOrCtrl+Z`. */
type Group = { readonly title: string; readonly keys: readonly (readonly [keys: string, meaning: string])[] };

const groups: readonly Group[] = [
  {
    title: 'Everywhere',
    keys: [
      ['?', 'this sheet'],
      ['Esc', 'close what lies over the screen'],
      ['Tab', 'next control'],
      ['CmdOrCtrl+Shift+N', 'new window'],
    ],
  },
  {
    title: 'Setting',
    keys: [
      ['← →', 'threshold by one step (on the slider)'],
      ['Shift ← →, Page ↑ ↓', 'by ten steps'],
      ['Home, End', 'to its ends'],
      ['CmdOrCtrl+Z', 'undo'],
      ['CmdOrCtrl+Shift+Z', 'redo'],
    ],
  },
  {
    title: 'Charts',
    keys: [
      ['Enter', 'begin a brush'],
      ['← →, Home, End', 'move it'],
      ['Shift ← →', 'make it wider or narrower'],
      ['Esc', 'let it go'],
    ],
  },
  {
    title: 'Queries table',
    keys: [
      ['↑ ↓', 'row by row'],
      ['Page ↑ ↓, Home, End', 'by page, to the ends'],
      ['Enter', 'read the query'],
      ['Shift ↑ ↓', 'choose several rows'],
      ['CmdOrCtrl+C', 'copy them, to paste into a sheet'],
      ['↑ from the first row', 'to the names: ← → between them, Enter sorts'],
      ['Shift ← →, Alt ← →', 'on a name: width of its column, place of it'],
    ],
  },
  {
    title: 'Query',
    keys: [
      ['↑ ↓', 'candidate by candidate'],
      ['Shift ↑ ↓', 'threshold up and down by one step'],
      ['[ and ]', 'previous and next query of the table'],
      ['D, K, P', 'drop, keep or promote the candidate; again takes it back'],
      ['CmdOrCtrl+Z, CmdOrCtrl+Shift+Z', 'undo and redo the last setting or decision'],
      ['Esc', 'back to Tune'],
    ],
  },
  {
    title: 'Annotate',
    keys: [
      ['1 2 3', 'relevant, partly, not; or better, as good, worse'],
      ['0, Q, P', 'can’t tell, query ambiguous, positive is wrong'],
      ['U or CmdOrCtrl+Z', 'undo'],
      ['Shift U or CmdOrCtrl+Shift+Z', 'redo'],
      ['S', 'skip: it comes again after all others'],
      ['B or ←, →', 'back to what was labelled, and forth'],
      ['N', 'note (Esc closes it)'],
      ['E', 'evidence by sentence: arrows, Shift and arrows, Enter'],
    ],
  },
  {
    title: 'Agreement',
    keys: [
      ['↑ ↓ ← →', 'from cell to cell of the matrix'],
      ['Enter', 'the pairs of a cell'],
    ],
  },
];

/** All keys on one sheet. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Shortcuts" onClose={onClose}>
      <div className="shortcut-sheet">
        {groups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([key, meaning]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key.replaceAll(/CmdOrCtrl\S*[^\s,]/gu, (keys) => keysHere(keys))}</kbd>
                  </dt>
                  <dd>{meaning}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section>
          <h3>Commands</h3>
          <dl>
            {appCommands.flatMap(({ id, label, keys, isPageKey }) =>
              keys === null || isPageKey === true
                ? []
                : [
                    <div key={id}>
                      <dt>
                        <kbd>{keysHere(keys)}</kbd>
                      </dt>
                      <dd>{label.replace('…', '')}</dd>
                    </div>,
                  ],
            )}
          </dl>
        </section>
      </div>
    </Dialog>
  );
}
