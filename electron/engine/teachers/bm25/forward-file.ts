import { open, type FileHandle } from 'node:fs/promises';

const bufferedNumbers = 1 << 20;

export type ForwardWriter = {
  /** Takes one document: index, number of terms, then (term, frequency) each. True when it is time to flush. */
  readonly add: (
    document: number,
    terms: readonly number[],
    frequencyOf: (term: number) => number,
  ) => boolean;
  readonly flush: () => Promise<void>;
  /** Flushes and closes. */
  readonly finish: () => Promise<void>;
};

/** Documents' terms in the order of the documents, on disk until they are turned round: int32, native byte order. */
export async function createForwardFile(path: string): Promise<ForwardWriter> {
  const handle = await open(path, 'w');
  let buffer = new Int32Array(2 * bufferedNumbers);
  let used = 0;

  async function flush(): Promise<void> {
    await writeFully(handle, buffer.subarray(0, used));
    used = 0;
  }

  return {
    add(document, terms, frequencyOf) {
      const needed = used + 2 + 2 * terms.length;
      if (needed > buffer.length) {
        const larger = new Int32Array(Math.max(needed, 2 * buffer.length));
        larger.set(buffer.subarray(0, used));
        buffer = larger;
      }
      buffer[used++] = document;
      buffer[used++] = terms.length;
      for (const term of terms) {
        buffer[used++] = term;
        buffer[used++] = frequencyOf(term);
      }
      return used >= bufferedNumbers;
    },
    flush,
    async finish() {
      await flush();
      await handle.close();
    },
  };
}

/** Visits every (document, term, frequency) in the order in which they were added. */
export async function readForwardFile(
  path: string,
  visit: (document: number, term: number, frequency: number) => void,
): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const buffer = new Int32Array(bufferedNumbers);
    // Where in the stream the next number stands: 0 document, 1 count, 2 term, 3 frequency.
    let state = 0;
    let [document, pairs, term] = [0, 0, 0];
    for (;;) {
      const numbers = await readNumbers(handle, buffer);
      if (numbers === 0) return;
      for (let i = 0; i < numbers; i++) {
        const value = buffer[i] ?? 0;
        if (state === 3) {
          visit(document, term, value);
          state = --pairs === 0 ? 0 : 2;
        } else if (state === 2) {
          term = value;
          state = 3;
        } else if (state === 1) {
          pairs = value;
          state = pairs === 0 ? 0 : 2;
        } else {
          document = value;
          state = 1;
        }
      }
    }
  } finally {
    await handle.close();
  }
}

async function writeFully(handle: FileHandle, numbers: Int32Array): Promise<void> {
  let done = 0;
  while (done < numbers.byteLength) {
    const { bytesWritten } = await handle.write(
      new Uint8Array(numbers.buffer, numbers.byteOffset + done, numbers.byteLength - done),
    );
    done += bytesWritten;
  }
}

/** Fills the buffer as far as the file goes; returns how many whole numbers came. */
async function readNumbers(handle: FileHandle, buffer: Int32Array): Promise<number> {
  const bytes = new Uint8Array(buffer.buffer);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled / Int32Array.BYTES_PER_ELEMENT;
}
