import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines, type Line, type LineOptions } from './read-lines.ts';

async function* pieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts, bytes.length].toSorted((a, b) => a - b)) {
    if (cut > bytes.length) continue;
    yield bytes.subarray(from, cut);
    from = cut;
  }
}

async function all(
  bytes: Uint8Array,
  cuts: readonly number[],
  options?: LineOptions,
): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for await (const batch of readLines(pieces(bytes, cuts), options)) lines.push(...batch);
  return lines;
}

describe('readLines', () => {
  it('drops a byte order mark, takes LF and CRLF, counts blank lines', async () => {
    const bytes = Buffer.from('\ufeffa\r\n\n \t\nb\n\r\n\ufeffc');
    expect(await all(bytes, [])).toEqual([
      { number: 1, text: 'a' },
      { number: 4, text: 'b' },
      { number: 6, text: '\ufeffc' },
    ]);
  });

  it('refuses what is not UTF-8 and goes on', async () => {
    const bytes = Buffer.concat([
      Buffer.from('ä\n'),
      Buffer.from([0x61, 0xff, 0x0a]),
      Buffer.from('b\n'),
      Buffer.from([0xc3]),
    ]);
    const wanted = [
      { number: 1, text: 'ä' },
      { number: 2, problem: 'not UTF-8' },
      { number: 3, text: 'b' },
      { number: 4, problem: 'not UTF-8' },
    ];
    expect([await all(bytes, []), await all(bytes, [1, 4])]).toEqual([wanted, wanted]);
  });

  it('refuses a line that is too long without holding it', async () => {
    const bytes = Buffer.from(`a\n${'x'.repeat(3000)}\nb\n${'y'.repeat(2000)}`);
    for (const cuts of [[], [1000, 2000], [5, 2999, 3002]]) {
      expect(await all(bytes, cuts, { limit: 1024 })).toMatchObject([
        { number: 1, text: 'a' },
        { number: 2, problem: expect.stringContaining('longer than') },
        { number: 3, text: 'b' },
        { number: 4, problem: expect.stringContaining('longer than') },
      ]);
    }
  });

  it('gives the same lines however the bytes are cut', async () => {
    const unit = fc.constantFrom('a', 'é', '日', '😀', '\n', '\r\n', ' ', '\0', '"');
    const cuts = fc.array(fc.nat(120), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit, maxLength: 60 }), cuts, fc.boolean(), async (text, at, verbatim) => {
        const bytes = Buffer.from(text);
        const split = text.split('\n');
        if (split.at(-1) === '') split.pop();
        const wanted = split
          .map((line, index) => ({ number: index + 1, text: verbatim ? line : line.replace(/\r$/u, '') }))
          .filter((line) => verbatim || line.text.trim() !== '');
        expect(await all(bytes, at, { verbatim })).toEqual(wanted);
      }),
    );
  });
});
