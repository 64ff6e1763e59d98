import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellRecords, type CellRecord } from './cell-records.ts';
import { readLines } from './read-lines.ts';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function csv(text: string, size = 7): Promise<readonly CellRecord[]> {
  const lines = readLines(pieces(Buffer.from(text), size), { verbatim: true });
  const records: CellRecord[] = [];
  for await (const batch of cellRecords(lines, { separator: ',', quoted: true })) records.push(...batch);
  return records;
}

describe('cellRecords', () => {
  it('reads quotes, doubled quotes, line ends inside quotes, empty cells', async () => {
    expect(await csv('a,"b ""c""\r\nd",\r\n\r\n"",x"y\n')).toEqual([
      { line: 1, cells: ['a', 'b "c"\r\nd', ''] },
      { line: 4, cells: ['', 'x"y'] },
    ]);
  });

  it('loses only the line at fault', async () => {
    expect(await csv('a,b\n"x"y,z\nc,d\n"open,e\nf,g\n')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, problem: 'text after a closing quote (column 1)' },
      { line: 3, cells: ['c', 'd'] },
      { line: 4, problem: 'a quote is opened and never closed' },
      { line: 5, cells: ['f', 'g'] },
    ]);
  });

  it('reads again the lines that a stray quote had swallowed', async () => {
    expect(await csv('"open,e\nf,g\n"h"i,j\nk,l\n')).toEqual([
      { line: 1, problem: 'text after a closing quote (column 1)' },
      { line: 2, cells: ['f', 'g'] },
      { line: 3, problem: 'text after a closing quote (column 1)' },
      { line: 4, cells: ['k', 'l'] },
    ]);
  });

  it('gives back any cells that were written with quotes', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '日', '😀', ' ', '\0') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
        const text = rows
          .map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        expect((await csv(text, size)).map(({ cells }) => cells)).toEqual(rows);
      }),
    );
  });
});
