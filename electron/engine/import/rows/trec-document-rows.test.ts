import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Row } from './row.ts';
import { trecDocumentRows } from './trec-document-rows.ts';

async function rowsOf(text: string, cuts: readonly number[] = []): Promise<readonly Row[]> {
  const bytes = Buffer.from(text);
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (const [i, from] of at.entries()) yield bytes.subarray(from, at[i + 1] ?? bytes.length);
  }
  const rows: Row[] = [];
  for await (const batch of trecDocumentRows(pieces())) rows.push(...batch);
  return rows;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

it('gives back what was written, wherever the bytes are cut', async () => {
  const words = fc
    .string({ unit: fc.constantFrom('a', 'é', '漢', '<', '&', '>', ';', ' ', 'doc') })
    .map((text) => text.trim());
  const documents = fc.array(
    fc.record({ id: fc.stringMatching(/^[A-Z]+-\d+$/u), title: words, text: words }),
  );
  await fc.assert(
    fc.asyncProperty(documents, fc.array(fc.nat()), async (all, cuts) => {
      const file = all.map(
        ({ id, title, text }) =>
          `<DOC>\n<DOCNO> ${id} </DOCNO>\n<HEADLINE>${escaped(title)}</HEADLINE>\n<TEXT>\n${escaped(text)}\n</TEXT>\n</DOC>\n`,
      );
      const rows = await rowsOf(file.join(''), cuts);
      const expected = all.map(({ id, title, text }, i) => ({
        line: 1 + 7 * i,
        fields: { id, title: title.replaceAll(/\s+/gu, ' '), text },
      }));
      expect(rows).toEqual(expected);
    }),
  );
});

// By a look back from each tag this would take hours.
it('comes to an end with a document that opens tags and never ends them', async () => {
  const open = '<text><!--<title>'.repeat(100_000);
  const rows = await rowsOf(`<DOC><DOCNO>1</DOCNO>${open}</DOC>`);
  expect(rows).toHaveLength(1);
});
