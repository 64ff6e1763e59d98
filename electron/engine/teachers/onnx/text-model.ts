import type { ModelSession } from '../../runtime/model-session.ts';
import type { Pooling } from '../../../../shared/domain/teacher.ts';
import { AppError } from '../../../../shared/errors.ts';
import { oneLine } from '../../runtime/open-session.ts';
import { normaliseRows } from '../encode/normalise-rows.ts';
import { batchFeeds, rowStart, type TokenBatch } from './batch-feeds.ts';
import { poolTokens } from './pool-tokens.ts';
import { toFloat32, type ChosenOutput } from './token-output.ts';

/** How the output of a graph becomes one vector for each text. */
export type OutputUse = {
  readonly output: ChosenOutput;
  readonly pooling: Pooling;
  readonly normalise: boolean;
};

/** Rows in the order of the batch, row-major `count × width`. */
export type ModelRows = { readonly rows: Float32Array; readonly width: number };

/**
 * Runs one padded batch. `skip` is how many of a text's first tokens its mean leaves out.
 * Throws `failed` with the runtime's reason, or when the output has no shape that can be understood.
 */
export async function runTextModel(
  session: ModelSession,
  use: OutputUse,
  batch: TokenBatch,
  skip: number,
): Promise<ModelRows> {
  const feeds = await batchFeeds(session, batch);
  const answer = await session.run(feeds, [use.output.name]).catch((cause: unknown) => {
    throw new AppError(
      'failed',
      `the model failed on a batch of ${batch.count} × ${batch.length} tokens: ${oneLine(cause)}`,
      {
        cause,
      },
    );
  });
  const tensor = answer[use.output.name];
  const width = tensor?.dims.at(-1);
  if (!tensor || width === undefined || tensor.dims[0] !== batch.count) {
    throw new AppError(
      'failed',
      `${use.output.name} has the shape ${tensor?.dims.join(' × ') ?? 'of nothing'}`,
    );
  }
  const numbers = toFloat32(tensor);
  const rows = tensor.dims.length === 2 ? numbers : pooled(numbers, width, use.pooling, batch, skip);
  if (use.normalise) normaliseRows(rows, width);
  return { rows, width };
}

function pooled(
  vectors: Float32Array,
  dimensions: number,
  pooling: Pooling,
  batch: TokenBatch,
  skip: number,
): Float32Array {
  const rows = new Float32Array(batch.count * dimensions);
  const tokens = { vectors, length: batch.length, dimensions };
  for (let row = 0; row < batch.count; row++) {
    const start = rowStart(batch, row);
    const end = start + (batch.ids[row]?.length ?? 0);
    const target = rows.subarray(row * dimensions, (row + 1) * dimensions);
    poolTokens(tokens, pooling, row, start, end, skip, target);
  }
  return rows;
}
