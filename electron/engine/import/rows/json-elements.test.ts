import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonElements } from './json-elements.ts';

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function elements(text: string, size = 5) {
  const found = [];
  for await (const batch of jsonElements(pieces(text, size))) {
    for (const { key, line, bytes, cutOff } of batch) {
      found.push({
        key,
        line,
        text: Buffer.from(bytes ?? [])
          .toString('utf8')
          .trim(),
        cutOff,
      });
    }
  }
  return found;
}

describe('jsonElements', () => {
  it('cuts arrays out of an object, and says the line of each element', async () => {
    const text =
      '{"a": 1, "corpus": [{"path": "w"}],\n "x": {"data": [9]},\n "data": [\n {"q": "]}\\"", "n": [1, [2]]},\n 7\n ]\n}';
    expect(await elements(text)).toEqual([
      { key: 'corpus', line: 1, text: '{"path": "w"}', cutOff: false },
      { key: 'data', line: 4, text: '{"q": "]}\\"", "n": [1, [2]]}', cutOff: false },
      { key: 'data', line: 5, text: '7', cutOff: false },
    ]);
  });

  it('says that the file ends inside an element', async () => {
    expect(await elements('[{"a":1},{"b":')).toMatchObject([
      { cutOff: false },
      { text: '{"b":', cutOff: true },
    ]);
  });

  it('gives back any array, however it is cut and indented', async () => {
    const indent = fc.constantFrom(0, 2);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue()),
        indent,
        fc.integer({ min: 1, max: 50 }),
        async (array, space, size) => {
          const found = await elements(JSON.stringify(array, null, space), size);
          expect(found.map(({ text }) => JSON.parse(text))).toEqual(
            array.map((item) => JSON.parse(JSON.stringify(item))),
          );
        },
      ),
    );
  });
});
