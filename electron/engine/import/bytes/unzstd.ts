import { Decompress } from 'fzstd';

/** Decompresses Zstandard block by block. Throws where the stream is damaged or ends too early. */
export async function* unzstd(compressed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const stream = new Decompress((block) => {
    if (block.length > 0) ready.push(block);
  });
  for await (const piece of compressed) {
    stream.push(piece);
    yield* ready.splice(0);
  }
  stream.push(new Uint8Array(0), true);
  yield* ready.splice(0);
}
