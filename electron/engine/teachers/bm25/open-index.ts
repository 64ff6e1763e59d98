import { readFile } from 'node:fs/promises';
import { openNpyFile, readFully } from '../../npy/npy-file.ts';
import { npyItemSize } from '../../npy/npy-dtype.ts';
import { readNpy } from '../../npy/read-npy.ts';
import { IndexAbout, indexFiles } from './index-files.ts';

/** An inverted index on disk; texts are asked by term number. */
export type InvertedIndex = {
  readonly about: IndexAbout;
  /** Number of a term, or undefined where no document has it. */
  readonly termOf: (term: string) => number | undefined;
  /** For each term, the documents of the corpus that hold it. */
  readonly documentCounts: Int32Array;
  /** For each document, its number of terms; 0 for text copies, which are not in the index. */
  readonly lengths: Int32Array;
  /** (document, frequency) pairs, documents ascending. Not to be changed. */
  readonly postings: (term: number) => Promise<Int32Array>;
  readonly close: () => Promise<void>;
};

/** Postings kept in memory: queries share their words. */
const cachedBytes = 256 * 1024 * 1024;

/** Opens an index; its vocabulary is read, its postings stay on disk until they are asked for. Throws `workspace-damaged`. */
export async function openIndex(folder: string): Promise<InvertedIndex> {
  const files = indexFiles(folder);
  const about = IndexAbout.parse(JSON.parse(await readFile(files.about, 'utf8')));
  const text = await readFile(files.terms, 'utf8');
  const terms = new Map((text === '' ? [] : text.split('\n')).map((term, number) => [term, number]));
  const { data: offsets } = await readNpy(files.offsets, '<f8');
  const { data: documentCounts } = await readNpy(files.documentCounts, '<i4');
  const { data: lengths } = await readNpy(files.lengths, '<i4');
  const { header, handle } = await openNpyFile(files.postings, 'workspace');
  const rowBytes = 2 * npyItemSize['<i4'];
  /** Least recently used first. */
  const cache = new Map<number, Int32Array>();
  let held = 0;

  async function read(term: number): Promise<Int32Array> {
    const start = offsets[term] ?? 0;
    const postings = new Int32Array(2 * ((offsets[term + 1] ?? start) - start));
    await readFully(handle, postings, header.dataOffset + start * rowBytes);
    return postings;
  }

  function keep(term: number, postings: Int32Array): void {
    if (!cache.has(term)) held += postings.byteLength;
    cache.delete(term);
    cache.set(term, postings);
    for (const [oldest, { byteLength }] of cache) {
      if (held <= cachedBytes) return;
      cache.delete(oldest);
      held -= byteLength;
    }
  }

  return {
    about,
    termOf: (term) => terms.get(term),
    documentCounts,
    lengths,
    async postings(term) {
      const postings = cache.get(term) ?? (await read(term));
      keep(term, postings);
      return postings;
    },
    close: () => handle.close(),
  };
}
