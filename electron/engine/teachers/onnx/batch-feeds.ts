import type { Tensor } from 'onnxruntime-node';
import type { ModelSession } from '../../runtime/model-session.ts';
import { AppError } from '../../../../shared/errors.ts';
import { onnxRuntime } from '../../runtime/onnx-runtime.ts';

/** A padded batch: row-major `count × length`. */
export type TokenBatch = {
  readonly count: number;
  readonly length: number;
  readonly ids: readonly Int32Array[];
  /** Segments, for pairs; zeros without. */
  readonly types: readonly (Uint8Array | null)[];
  readonly padId: number;
  readonly paddingSide: 'left' | 'right';
};

type ValueOf = (batch: TokenBatch, row: number, position: number) => number;

/** Where row `row` begins in a padded row. */
export function rowStart(batch: TokenBatch, row: number): number {
  return batch.paddingSide === 'left' ? batch.length - (batch.ids[row]?.length ?? 0) : 0;
}

/** `position` is the place inside the text's own tokens; padding is filled in beforehand. */
const values: Readonly<
  Record<string, { readonly padding: (batch: TokenBatch) => number; readonly of: ValueOf }>
> = {
  input_ids: { padding: (batch) => batch.padId, of: (batch, row, i) => batch.ids[row]?.[i] ?? 0 },
  attention_mask: { padding: () => 0, of: () => 1 },
  token_type_ids: { padding: () => 0, of: (batch, row, i) => batch.types[row]?.[i] ?? 0 },
  position_ids: { padding: () => 0, of: (_batch, _row, i) => i },
};

/** Throws `invalid-input` naming an input that no text can fill. */
export function checkInputs(session: ModelSession): void {
  for (const { name } of session.inputMetadata) {
    if (values[name] || name.startsWith('past_key_values')) continue;
    throw new AppError(
      'invalid-input',
      `the graph asks for the input ${name}; text models have ${Object.keys(values).join(', ')}`,
    );
  }
}

/** The tensors that the graph asks for, and no others: many graphs have no `token_type_ids`. */
export async function batchFeeds(session: ModelSession, batch: TokenBatch): Promise<Record<string, Tensor>> {
  const { Tensor } = await onnxRuntime();
  const feeds: Record<string, Tensor> = {};
  for (const meta of session.inputMetadata) {
    if (!meta.isTensor) continue;
    if (meta.name.startsWith('past_key_values')) {
      // A decoder exported with its cache: nothing came before.
      const shape = meta.shape.map((size, i) =>
        typeof size === 'number' ? size : i === 0 ? batch.count : 0,
      );
      feeds[meta.name] =
        meta.type === 'float16'
          ? new Tensor('float16', new Uint16Array(0), shape)
          : new Tensor('float32', new Float32Array(0), shape);
      continue;
    }
    const filled = fill(batch, meta.name);
    const dims = [batch.count, batch.length];
    feeds[meta.name] =
      meta.type === 'int32' ? new Tensor('int32', filled, dims) : new Tensor('int64', widened(filled), dims);
  }
  return feeds;
}

function fill(batch: TokenBatch, name: string): Int32Array {
  const value = values[name];
  const filled = new Int32Array(batch.count * batch.length);
  if (!value) return filled;
  const padding = value.padding(batch);
  if (padding !== 0) filled.fill(padding);
  for (let row = 0; row < batch.count; row++) {
    const start = row * batch.length + rowStart(batch, row);
    const count = batch.ids[row]?.length ?? 0;
    for (let i = 0; i < count; i++) filled[start + i] = value.of(batch, row, i);
  }
  return filled;
}

/** int32 to int64 by writing the low words: a hundred times cheaper than a BigInt for each. No value is negative; all our platforms are little-endian. */
function widened(small: Int32Array): BigInt64Array {
  const wide = new BigInt64Array(small.length);
  const words = new Int32Array(wide.buffer);
  for (let i = 0; i < small.length; i++) words[2 * i] = small[i] ?? 0;
  return wide;
}
