import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Raise it when the files below change their meaning: older indexes are then built again. */
export const indexFormat = 1;

/**
 * The files of an inverted index, in its own folder. `terms` has a term a line; term t's postings are rows `offsets[t]` to
 * `offsets[t + 1]` of `postings` (document, frequency). `about` is written last.
 */
export function indexFiles(folder: string) {
  return {
    about: join(folder, 'index.json'),
    terms: join(folder, 'terms.txt'),
    offsets: join(folder, 'offsets.npy'),
    documentCounts: join(folder, 'document-counts.npy'),
    lengths: join(folder, 'lengths.npy'),
    postings: join(folder, 'postings.npy'),
  };
}

export const IndexAbout = z.object({
  format: z.literal(indexFormat),
  language: z.string(),
  /** Documents that count for document frequencies and the mean length: first with their text, in the corpus. */
  documents: z.int().nonnegative(),
  /** Terms in all of them together. */
  totalLength: z.number().nonnegative(),
});
export type IndexAbout = z.infer<typeof IndexAbout>;

/** Whether a whole index of the present format lies in the folder. */
export async function hasIndex(folder: string): Promise<boolean> {
  try {
    return IndexAbout.safeParse(JSON.parse(await readFile(indexFiles(folder).about, 'utf8'))).success;
  } catch {
    return false;
  }
}
