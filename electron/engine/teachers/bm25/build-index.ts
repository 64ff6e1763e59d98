import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { documentText } from '../../../../shared/text/document-text.ts';
import { createNpyWriter } from '../../npy/npy-writer.ts';
import { writeNpy } from '../../npy/write-npy.ts';
import type { Task } from '../../task.ts';
import { workspaceErrorOf } from '../../workspace/duckdb-error.ts';
import type { Database } from '../../workspace/database.ts';
import { throttled } from '../encode/throttled.ts';
import { createForwardFile, readForwardFile } from './forward-file.ts';
import { createGrowingCounts } from './growing-counts.ts';
import { createTermCounter } from './term-counter.ts';
import { hasIndex, indexFiles, indexFormat, type IndexAbout } from './index-files.ts';

/** Postings turned round at once: 64 MB. More passes over the file cost less than more memory. */
const postingsAtOnce = 8_000_000;

/** What has an index of its words. */
export type IndexSource = 'documents' | 'queries';

type IndexOptions = {
  readonly folder: string;
  readonly language: string;
  readonly source: IndexSource;
  /** Texts of the source, copies included. */
  readonly count: number;
};

/**
 * Builds the inverted index of a workspace's first documents (title + space + text), or of its queries, into `folder`, which
 * appears only when it is whole. Texts outside the corpus are in it, so that they can be scored, but do not count in frequencies and mean length.
 * Memory: the vocabulary, 12 bytes a term, 4 a document and 64 MB, however large the corpus is.
 */
export async function buildIndex(database: Database, options: IndexOptions, task: Task): Promise<void> {
  const partial = `${options.folder}.${randomUUID()}.partial`;
  await mkdir(partial, { recursive: true });
  try {
    const forward = join(partial, 'forward.bin');
    const counted = await countTerms(database, forward, options, task);
    const offsets = offsetsOf(counted.postingCounts);
    const files = indexFiles(partial);
    await writePostings(forward, files.postings, offsets, task);
    await rm(forward);
    await writeFile(files.terms, counted.terms.join('\n'));
    await writeNpy(files.offsets, '<f8', [offsets.length], offsets);
    await writeNpy(files.documentCounts, '<i4', [counted.terms.length], counted.documentCounts);
    await writeNpy(files.lengths, '<i4', [counted.lengths.length], counted.lengths);
    await writeFile(files.about, `${JSON.stringify(counted.about)}\n`);
    // Another teacher of the same language may have been faster.
    if (await hasIndex(options.folder)) return;
    await rm(options.folder, { recursive: true, force: true });
    await rename(partial, options.folder);
  } catch (error) {
    throw workspaceErrorOf(error, options.folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

const textsOf: Readonly<Record<IndexSource, string>> = {
  documents:
    'SELECT document, title, text, in_corpus FROM documents WHERE first_document = document ORDER BY document',
  queries: "SELECT query, '', text, true FROM queries ORDER BY query",
};

type Counted = {
  /** In the order of their numbers. */
  readonly terms: readonly string[];
  readonly postingCounts: Int32Array;
  readonly documentCounts: Int32Array<ArrayBuffer>;
  readonly lengths: Int32Array<ArrayBuffer>;
  readonly about: IndexAbout;
};

async function countTerms(
  database: Database,
  forward: string,
  { language, source, count }: IndexOptions,
  task: Task,
): Promise<Counted> {
  const counter = await createTermCounter(language);
  const postingCounts = createGrowingCounts();
  const documentCounts = createGrowingCounts();
  const lengths = new Int32Array(count);
  const writer = await createForwardFile(forward);
  let [documents, totalLength, done] = [0, 0, 0];
  const report = throttled(() =>
    task.progress({ stage: 'indexing words', done, total: count, unit: source }),
  );

  const rows = database.chunks(textsOf[source]);
  for await (const [indexes = [], titles = [], texts = [], within = []] of rows) {
    task.signal.throwIfAborted();
    for (let row = 0; row < indexes.length; row++) {
      const document = Number(indexes[row]);
      const { length } = counter.count(documentText(String(titles[row]), String(texts[row])));
      const counts = within[row] === true ? 1 : 0;
      for (const term of counter.numbers()) {
        postingCounts.add(term, 1);
        documentCounts.add(term, counts);
      }
      lengths[document] = length;
      done = document + 1;
      documents += counts;
      totalLength += counts * length;
      if (writer.add(document, counter.numbers(), counter.frequencyOf)) await writer.flush();
    }
    report();
  }
  await writer.finish();
  const terms = counter.terms();
  return {
    terms,
    postingCounts: postingCounts.first(terms.length),
    documentCounts: documentCounts.first(terms.length),
    lengths,
    about: { format: indexFormat, language, documents, totalLength },
  };
}

function offsetsOf(counts: Int32Array): Float64Array<ArrayBuffer> {
  const offsets = new Float64Array(counts.length + 1);
  counts.forEach((count, term) => (offsets[term + 1] = (offsets[term] ?? 0) + count));
  return offsets;
}

/** Turns documents' terms into terms' documents, as many terms at a time as fit in memory. */
async function writePostings(
  forward: string,
  path: string,
  offsets: Float64Array,
  task: Task,
): Promise<void> {
  const termCount = offsets.length - 1;
  const total = offsets[termCount] ?? 0;
  const writer = await createNpyWriter(path, '<i4', [total, 2]);
  try {
    for (let first = 0; first < termCount;) {
      task.signal.throwIfAborted();
      const start = offsets[first] ?? 0;
      let end = first + 1;
      while (end < termCount && (offsets[end + 1] ?? 0) - start <= postingsAtOnce) end++;
      const postings = new Int32Array(2 * ((offsets[end] ?? 0) - start));
      const places = Float64Array.from(offsets.subarray(first, end), (offset) => 2 * (offset - start));
      await readForwardFile(forward, (document, term, frequency) => {
        if (term < first || term >= end) return;
        const place = places[term - first] ?? 0;
        postings[place] = document;
        postings[place + 1] = frequency;
        places[term - first] = place + 2;
      });
      await writer.append(postings);
      first = end;
      task.progress({ stage: 'sorting words', done: offsets[end] ?? 0, total, unit: 'postings' });
    }
    await writer.finish();
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}
