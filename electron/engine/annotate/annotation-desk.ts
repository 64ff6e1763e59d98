import { AppError } from '../../../shared/errors.ts';
import { groupedWrites } from '../grouped-writes.ts';
import type { Logger } from '../log.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { AnnotationState } from './annotation-state.ts';
import type { JournalEntry } from './journal-entry.ts';
import { journalLine } from './journal-lines.ts';
import { storeAll, storeChanges, type ChangedLabel } from './label-table.ts';
import { openJournal } from './open-journal.ts';

/** Omits from each member of a union. */
type Unnumbered<E> = E extends JournalEntry ? Omit<E, 'entry' | 'at'> : never;

/** The human labels of an open workspace. */
export type AnnotationDesk = {
  /** What the entries so far mean. Entries on their way to the disk are in it: `onDisk` waits for them. */
  readonly state: AnnotationState;
  /** Takes the entry in; resolves when it is on disk. Errors: `read-only`, `disk-full`; then it does not count. */
  readonly add: (entry: Unnumbered<JournalEntry>) => Promise<JournalEntry>;
  /** Resolves when everything so far is on disk. */
  readonly onDisk: () => Promise<void>;
  /** Resolves when everything so far is on disk, and in the database's table unless that failed (it is tried again later). */
  readonly settled: () => Promise<void>;
};

const desks = new WeakMap<Workspace, Promise<AnnotationDesk>>();
/** Workspaces in which a write failed: their tables may hold a label that never reached the disk. */
const failed = new WeakSet<Workspace>();

/**
 * The desk of a workspace, opened once: `openJournal` says how, and with which errors. After a failed write it is opened anew from what is
 * on disk.
 */
export function openDesk(workspace: Workspace, log: Logger): Promise<AnnotationDesk> {
  const known = desks.get(workspace);
  if (known !== undefined) return known;
  const opening = createDesk(workspace, log);
  desks.set(workspace, opening);
  opening.catch(() => forget(workspace, opening));
  return opening;
}

/**
 * Waits until labels that were given before are in the database; at once where nothing was opened. Whoever reads the table asks first, and not
 * inside a transaction: the labels on their way wait for it to end.
 */
export async function labelsStored(workspace: Workspace): Promise<void> {
  const desk = await desks.get(workspace)?.catch(() => null);
  await desk?.settled();
}

function forget(workspace: Workspace, desk: Promise<AnnotationDesk>): void {
  if (desks.get(workspace) === desk) desks.delete(workspace);
}

async function createDesk(workspace: Workspace, log: Logger): Promise<AnnotationDesk> {
  const { state, last, write } = await openJournal(workspace, log, failed.has(workspace));
  failed.delete(workspace);
  let next = last + 1;
  let writing: Promise<unknown> = Promise.resolve();
  let storing: Promise<unknown> = Promise.resolve();
  let isBehind = false;

  const store = groupedWrites<ChangedLabel & { readonly entry: number }>(async (changes) => {
    const newest = changes.at(-1)?.entry ?? 0;
    try {
      if (!isBehind) await storeChanges(workspace.database, changes, newest);
      else await storeAll(workspace.database, state.labels(), newest);
      isBehind = false;
    } catch (error) {
      // The journal has them: the next change writes the whole table, or else the next opening.
      isBehind = true;
      log.error('annotations.table', { path: workspace.path, message: String(error) });
    }
  });

  return {
    state,
    async add(unnumbered) {
      if (workspace.readOnly) {
        throw new AppError('read-only', `${workspace.path} cannot be written: no label can be kept`);
      }
      const entry: JournalEntry = { ...unnumbered, entry: next, at: new Date().toISOString() };
      const changed = state.apply(entry);
      next += 1;
      const written = write(journalLine(entry));
      writing = written.catch(() => {});
      try {
        await written;
      } catch (error) {
        desks.delete(workspace);
        failed.add(workspace);
        throw error;
      }
      if (changed === null) return entry;
      const { queue, annotator, query, document } = changed;
      const { label } = state.item(queue, annotator, query, document);
      // The table follows; whoever reads it waits for it (`settled`), whoever labels does not.
      storing = store([{ queue, annotator, query, document, label, entry: entry.entry }]);
      return entry;
    },
    async onDisk() {
      await writing;
    },
    async settled() {
      await writing;
      await storing;
    },
  };
}
