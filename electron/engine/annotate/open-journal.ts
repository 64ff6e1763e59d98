import { rm, writeFile } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import type { Logger } from '../log.ts';
import { putInPlace, temporaryName } from '../export/put-in-place.ts';
import { workspaceErrorOf } from '../workspace/duckdb-error.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { createAnnotationState, type AnnotationState } from './annotation-state.ts';
import { createJournalWriter, cutTornEnd, readBytes } from './journal-file.ts';
import { journalLine, readJournal } from './journal-lines.ts';
import { storeAll, storedEntry, storedLabels } from './label-table.ts';

/** The journal of a workspace as it was read: what it says, how far it goes, and where its next line goes. */
export type OpenJournal = {
  readonly state: AnnotationState;
  readonly last: number;
  readonly write: (line: string) => Promise<void>;
};

/** Where human labels are written first. */
export const journalName = 'annotations.journal';

/**
 * Reads the journal and makes it and the table agree: a torn end is cut off and kept aside; entries that the table lacks are replayed; labels
 * whose journal was taken away begin a new one. `isTableSuspect` writes the table anew in any case. A read-only workspace is only read. Errors: `workspace-damaged`, and then nothing is changed.
 */
export async function openJournal(
  workspace: Workspace,
  log: Logger,
  isTableSuspect = false,
): Promise<OpenJournal> {
  const { database, readOnly } = workspace;
  const path = workspace.file(journalName);
  const bytes = await readBytes(path);
  const stored = await storedEntry(database);
  if (bytes === null) {
    return stored === 0 || readOnly ? nothingYet(path) : carriedOver(workspace, path, stored, log);
  }
  const { entries, length, damage } = readJournal(bytes);
  if (damage !== null) {
    throw new AppError(
      'workspace-damaged',
      `${path}: line ${damage.line} cannot be read: ${damage.reason}. Nothing was changed; restore the file from a copy, or move it away to go on with the labels that the database holds`,
    );
  }
  const last = entries.at(-1)?.entry ?? 0;
  if (last < stored) {
    throw new AppError(
      'workspace-damaged',
      `${path}: ends at entry ${last}, but the database knows entry ${stored}. Restore the file from a copy, or move it away to go on with the labels that the database holds`,
    );
  }
  if (length < bytes.length && !readOnly) {
    const kept = await cutTornEnd(path, bytes, length);
    log.warn('annotations.torn', { path, bytes: bytes.length - length, kept });
  }
  const state = createAnnotationState();
  for (const entry of entries) state.apply(entry);
  if (last > stored && readOnly) log.warn('annotations.behind', { path, entries: last - stored });
  if ((last > stored || isTableSuspect) && !readOnly) {
    await storeAll(database, state.labels(), last);
    log.info('annotations.replayed', { path, entries: last - stored });
  }
  return { state, last, write: createJournalWriter(path, length) };
}

function nothingYet(path: string): OpenJournal {
  return { state: createAnnotationState(), last: 0, write: createJournalWriter(path, 0) };
}

async function carriedOver(
  { database }: Workspace,
  path: string,
  stored: number,
  log: Logger,
): Promise<OpenJournal> {
  const state = createAnnotationState();
  const labels = await storedLabels(database, stored + 1);
  for (const label of labels) state.apply(label);
  const text = Buffer.from(labels.map(journalLine).join(''));
  // Half of them would read as all there were: the file gets its name when it is whole.
  const temporary = temporaryName(path);
  try {
    await writeFile(temporary, text, { flush: true });
    await putInPlace(temporary, path, false);
  } catch (error) {
    throw workspaceErrorOf(error, path);
  } finally {
    await rm(temporary, { force: true });
  }
  const last = stored + labels.length;
  await storeAll(database, state.labels(), last);
  log.warn('annotations.carried', { path, labels: labels.length });
  return { state, last, write: createJournalWriter(path, text.length) };
}
