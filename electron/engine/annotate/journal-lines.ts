import { crc32 } from 'node:zlib';
import { JournalEntry } from './journal-entry.ts';

/** What the bytes of a journal say. */
export type ReadJournal = {
  /** In order, numbered without a gap. */
  readonly entries: readonly JournalEntry[];
  /** Bytes of whole entries; what follows is a torn end that was never acknowledged. */
  readonly length: number;
  /** A line that is damaged although whole ones follow it: nothing can be told from here on. 1-based. */
  readonly damage: { readonly line: number; readonly reason: string } | null;
};

const lineFeed = 0x0a;

/** One line: a JSON object with the CRC-32 of the text of its `entry`, so that any JSON Lines reader reads it as well. */
export function journalLine(entry: JournalEntry): string {
  const text = JSON.stringify(entry);
  return `{"crc32":"${checksum(text)}","entry":${text}}\n`;
}

/** Reads a journal. Its last lines may be torn: only a line that does not fit what stands before it, or has whole lines after it, is damage. */
export function readJournal(bytes: Uint8Array): ReadJournal {
  const entries: JournalEntry[] = [];
  let length = 0;
  let torn: ReadJournal['damage'] = null;
  let line = 1;
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(lineFeed, from);
    if (end < 0) break;
    const written = new TextDecoder().decode(bytes.subarray(from, end));
    const text = wholeText(written);
    from = end + 1;
    if (text === null) {
      torn ??= { line, reason: 'its checksum does not fit' };
      // A line feed may be what is damaged: then a whole line follows without one before it.
      const next = written.lastIndexOf('{"crc32":"');
      if (next > 0 && wholeText(written.slice(next)) !== null) return { entries, length, damage: torn };
      continue;
    }
    if (torn !== null) return { entries, length, damage: torn };
    const entry = JournalEntry.safeParse(JSON.parse(text));
    const last = entries.at(-1)?.entry;
    if (!entry.success) {
      return {
        entries,
        length,
        damage: { line, reason: 'this version of the program does not know its kind' },
      };
    }
    if (last !== undefined && entry.data.entry !== last + 1) {
      const reason = `entry ${entry.data.entry} follows entry ${last}`;
      return { entries, length, damage: { line, reason } };
    }
    entries.push(entry.data);
    length = from;
  }
  return { entries, length, damage: null };
}

/** The text of a line's entry, or null where the line is not as it was written. */
function wholeText(line: string): string | null {
  const [, sum, text = ''] = /^\{"crc32":"([0-9a-f]{8})","entry":(\{.*\})\}$/su.exec(line) ?? [];
  return sum === checksum(text) ? text : null;
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}
