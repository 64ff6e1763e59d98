import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';

/** A text file as written: what a manifest says of it. */
export type WrittenFile = { readonly lines: number; readonly bytes: number; readonly sha256: string };

export type LineFile = {
  /** Appends text that ends in a line end; waits while the disk is slower. */
  readonly write: (line: string) => void | Promise<void>;
  /** Everything is on disk when it resolves. */
  readonly close: () => Promise<WrittenFile>;
  /** Lets go without waiting for what is not written yet. */
  readonly abandon: () => Promise<void>;
};

const blockCharacters = 1 << 18;

/** A new file of lines, hashed as it is written. Fails where the file exists. */
export async function createLineFile(path: string): Promise<LineFile> {
  const handle = await open(path, 'wx');
  const stream = handle.createWriteStream({ flush: true });
  const hash = createHash('sha256');
  let failure: unknown = null;
  stream.on('error', (error) => (failure = error));
  let pending = '';
  let lines = 0;
  let bytes = 0;

  async function flush(): Promise<void> {
    const block = Buffer.from(pending, 'utf8');
    pending = '';
    hash.update(block);
    bytes += block.length;
    if (failure !== null) throw failure;
    if (!stream.write(block)) await once(stream, 'drain');
  }

  return {
    write(line) {
      pending += line;
      lines++;
      return pending.length < blockCharacters ? undefined : flush();
    },
    async close() {
      if (pending !== '') await flush();
      stream.end();
      await finished(stream);
      return { lines, bytes, sha256: hash.digest('hex') };
    },
    async abandon() {
      stream.destroy();
      await finished(stream).catch(() => {});
    },
  };
}
