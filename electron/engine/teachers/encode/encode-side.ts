import type { Similarity } from '../../../../shared/domain/teacher.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Task } from '../../task.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import type { Encoder, Side } from '../encoder.ts';
import { eachAtOnce } from './each-at-once.ts';
import type { EmbeddingFiles } from './embedding-files.ts';
import { createEmbeddingStore, resumeEmbeddingStore, type EmbeddingStore } from './embedding-store.ts';
import { normaliseRows } from './normalise-rows.ts';
import { planBatches } from './plan-batches.ts';
import { throttled } from './throttled.ts';
import { readTexts, textCopies, textWindows, type SourceText } from './source-texts.ts';

export type SideWork = {
  readonly workspace: Workspace;
  readonly side: Side;
  /** Texts of this side. */
  readonly count: number;
  readonly prompt: string;
  readonly similarity: Similarity;
  /** Named where there is no text at all, so that an empty file has a width. */
  readonly dimensions: number | undefined;
  readonly files: EmbeddingFiles;
};

/**
 * Encodes every text of one side that is not on disk yet and leaves the whole file. Returns how many texts were encoded.
 * Stops between batches when the task is cancelled; what is done then stays. Throws `AppError`.
 */
export async function encodeSide(work: SideWork, encoder: Encoder, task: Task): Promise<number> {
  const { workspace, side, count, files } = work;
  let read = 0;
  const reading = throttled((): void =>
    task.progress({ stage: `read ${side}`, done: read, total: count, unit: 'texts' }),
  );
  reading();
  const left = await resumeEmbeddingStore(files, count);
  // A promise, so that batches that end together make one file and not two.
  let store: Promise<EmbeddingStore> | null = left && Promise.resolve(left);
  const copies = await textCopies(workspace, side);
  const windows = await textWindows(workspace, side, (texts) => {
    read = texts;
    reading();
  });
  const wanted = (row: number): boolean => left?.done[row] !== 1 && !copies.has(row);
  let missing = countRows(0, count, wanted);
  let encoded = 0;
  const report = throttled((): void =>
    task.progress({
      stage: `encode ${side}`,
      done: count - missing,
      total: count,
      unit: 'texts',
      detail: encoder.device,
    }),
  );
  const keep: Keep = async (texts, rows, dimensions) => {
    checkNumbers(texts, rows, dimensions, side);
    store ??= createEmbeddingStore(files, count, dimensions);
    const { dimensions: width, write } = await store;
    if (width !== dimensions) {
      const what = `the model gave ${dimensions} numbers for ${nameOf(texts[0], side)} and ${width} for others`;
      throw new AppError('failed', what);
    }
    if (work.similarity === 'cosine') normaliseRows(rows, dimensions);
    await write(
      texts.map(({ row }) => row),
      rows,
    );
    encoded += texts.length;
    missing -= texts.length;
    report();
  };
  try {
    report();
    for (const window of windows) {
      if (countRows(window.start, window.end, wanted) === 0) continue;
      const texts = (await readTexts(workspace, side, window)).filter(({ row }) => wanted(row));
      await encodeTexts(texts, work, encoder, task.signal, keep);
    }
    store ??= createEmbeddingStore(files, count, work.dimensions ?? 1);
    await (await store).finish(copies);
    store = null;
    report.now();
    return encoded;
  } finally {
    await store?.then((open) => open.close()).catch(() => {});
  }
}

/** Counting tokens holds up other calls of this process for no longer. */
const longestStretchMs = 8;

type Keep = (texts: readonly SourceText[], rows: Float32Array, dimensions: number) => Promise<void>;

async function encodeTexts(
  texts: readonly SourceText[],
  { side, prompt }: SideWork,
  encoder: Encoder,
  signal: AbortSignal,
  keep: Keep,
): Promise<void> {
  const costs: number[] = [];
  let breathed = performance.now();
  for (const { text } of texts) {
    costs.push(encoder.cost(prompt + text, side));
    if (performance.now() - breathed < longestStretchMs) continue;
    await breathe(signal);
    breathed = performance.now();
  }
  const batches = planBatches(costs, encoder.batchCost, encoder.maxBatchTexts);
  await eachAtOnce(batches, encoder.concurrency, async (batch) => {
    await breathe(signal);
    const members = batch.map((i) => texts[i]).filter((text) => text !== undefined);
    const { rows, dimensions } = await encoder.encode(
      members.map(({ text }) => prompt + text),
      side,
      signal,
    );
    await keep(members, rows, dimensions);
  });
}

/** Lets other calls of this process have their turn, and notices a cancellation. */
async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  if (signal.aborted) throw new AppError('cancelled', 'cancelled; what is encoded stays, run again to go on');
}

function checkNumbers(
  texts: readonly SourceText[],
  rows: Float32Array,
  dimensions: number,
  side: Side,
): void {
  const expected = texts.length * dimensions;
  if (rows.length !== expected) {
    throw new AppError('failed', `the model gave ${rows.length} numbers where ${expected} belong`);
  }
  const wrong = rows.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return;
  const text = texts[Math.floor(wrong / dimensions)];
  throw new AppError(
    'failed',
    `the model gave ${rows[wrong]} for ${nameOf(text, side)}, which is no usable number; its vectors were not stored`,
  );
}

function countRows(start: number, end: number, wanted: (row: number) => boolean): number {
  let rows = 0;
  for (let row = start; row < end; row++) if (wanted(row)) rows++;
  return rows;
}

function nameOf(text: SourceText | undefined, side: Side): string {
  return `${side === 'documents' ? 'document' : 'query'} ${text?.id ?? '?'}`;
}
