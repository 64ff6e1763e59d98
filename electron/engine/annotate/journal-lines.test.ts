import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJournalWriter } from './journal-file.ts';
import { journalLine, readJournal } from './journal-lines.ts';
import { entriesOf, steps } from './testing/arbitrary-entries.ts';

const bytesOf = (text: string): Uint8Array => Buffer.from(text);

describe('a journal', () => {
  it('cut anywhere keeps every entry that was whole, and says where the rest begins', () => {
    fc.assert(
      fc.property(steps, fc.double({ min: 0, max: 1, noNaN: true }), (taken, share) => {
        const entries = entriesOf(taken);
        const lines = entries.map(journalLine);
        const bytes = bytesOf(lines.join(''));
        const cut = Math.round(share * bytes.length);
        const read = readJournal(bytes.subarray(0, cut));
        let whole = 0;
        let length = 0;
        while (whole < lines.length && length + bytesOf(lines[whole] ?? '').length <= cut) {
          length += bytesOf(lines[whole] ?? '').length;
          whole++;
        }
        expect(read).toEqual({ entries: entries.slice(0, whole), length, damage: null });
      }),
      { numRuns: 500 },
    );
  });

  it('changed anywhere but in its last line says which line is damaged, and gives nothing after it', () => {
    fc.assert(
      fc.property(steps, fc.nat(), fc.integer({ min: 1, max: 255 }), (taken, where, change) => {
        const entries = entriesOf(taken);
        fc.pre(entries.length > 1);
        const lines = entries.map(journalLine);
        const bytes = bytesOf(lines.join(''));
        const last = bytes.length - bytesOf(lines.at(-1) ?? '').length;
        const at = where % last;
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const { damage, entries: read } = readJournal(bytes);
        const line = Buffer.from(bytesOf(lines.join('')).subarray(0, at))
          .toString('latin1')
          .split('\n').length;
        expect(damage?.line).toBe(line);
        expect(read).toEqual(entries.slice(0, line - 1));
      }),
      { numRuns: 500 },
    );
  });

  it('with an entry missing, or twice, is damaged', () => {
    const lines = entriesOf(
      [0, 1, 2].map((document) => ({ kind: 'skip', who: 'ann', document }) as const),
    ).map(journalLine);
    const [first = '', second = '', third = ''] = lines;
    expect(readJournal(bytesOf(first + third)).damage).toEqual({
      line: 2,
      reason: 'entry 3 follows entry 1',
    });
    expect(readJournal(bytesOf(first + second + second)).damage).toEqual({
      line: 3,
      reason: 'entry 2 follows entry 2',
    });
    expect(readJournal(bytesOf(`${first}\n\0\0\0`))).toMatchObject({ length: first.length, damage: null });
  });

  it('is JSON Lines for any other reader, in the order of the calls, however many come at once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'negscope-journal-'));
    const path = join(folder, 'a.journal');
    const entries = entriesOf(
      Array.from({ length: 50 }, (_, document) => ({ kind: 'skip', who: 'ann', document }) as const),
    );
    const write = createJournalWriter(path, 0);
    await Promise.all(entries.map((entry) => write(journalLine(entry))));
    const text = await readFile(path, 'utf8');
    const objects = text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(objects).toEqual(entries.map((entry) => ({ crc32: expect.any(String), entry })));
    await rm(folder, { recursive: true, force: true });
  });
});
