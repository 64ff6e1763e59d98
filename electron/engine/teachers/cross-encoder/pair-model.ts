import type { ModelSession } from '../../runtime/model-session.ts';
import { AppError } from '../../../../shared/errors.ts';
import { openOnBestDevice } from '../../runtime/execution-provider.ts';
import { oneLine } from '../../runtime/open-session.ts';
import type { Surroundings } from '../../surroundings.ts';
import { batchFeeds } from '../onnx/batch-feeds.ts';
import { modelFiles } from '../onnx/onnx-file.ts';
import { paddedBatch } from '../onnx/padded-batch.ts';
import { openTextTokenizer, type Tokens } from '../onnx/text-tokenizer.ts';
import { toFloat32 } from '../onnx/token-output.ts';
import type { PairSettings } from './pair-settings.ts';

/** Numbers of each pair, row-major `count × labels`. */
export type PairLogits = { readonly rows: Float32Array; readonly width: number };

/** An opened cross-encoder. */
export type PairModel = {
  /** Ids of a text without special tokens: kept by the caller for a query that is paired with many documents. */
  readonly tokens: (text: string) => readonly number[];
  /** Query and document as the model reads them, the longer cut first. */
  readonly pair: (query: readonly number[], document: readonly number[]) => Tokens;
  readonly run: (pairs: readonly Tokens[]) => Promise<PairLogits>;
  /** Batches in flight at once. */
  readonly concurrency: number;
  readonly device: string;
  readonly close: () => Promise<void>;
};

/** What the device's trial is made of: answers and no answers. */
const probePairs = [
  ['what is a margin', 'A margin is the distance kept below the score of the positive.'],
  ['what is a margin', 'Butter is made from cream.'],
  ['capital of France', 'Paris is the capital of France. '.repeat(10)],
  ['capital of France', 'Oslo'],
] as const;

/** Opens it on the best device, or on the CPU where `surroundings.device` says so. Throws `AppError`. */
export async function openPairModel(settings: PairSettings, surroundings: Surroundings): Promise<PairModel> {
  const tokenizer = await openTextTokenizer(settings.folder, settings.config.pad_token_id ?? null);
  const tokens = (text: string): readonly number[] => tokenizer.plain(text, settings.maxTokens);
  const pair = (query: readonly number[], document: readonly number[]): Tokens =>
    tokenizer.encodePair(query, document, settings.maxTokens);
  const run = async (session: ModelSession, pairs: readonly Tokens[]): Promise<PairLogits> => {
    const batch = paddedBatch(
      tokenizer,
      pairs.map(({ ids }) => ids),
      pairs.map(({ types }) => types),
    );
    const name = outputOf(session);
    const answer = await session.run(await batchFeeds(session, batch), [name]).catch((cause: unknown) => {
      throw new AppError('failed', `the cross-encoder failed on ${pairs.length} pairs: ${oneLine(cause)}`, {
        cause,
      });
    });
    const logits = answer[name];
    if (!logits || logits.dims[0] !== pairs.length)
      throw new AppError('failed', `${name} has no row for each pair`);
    const rows = toFloat32(logits);
    return { rows, width: rows.length / pairs.length };
  };
  const probe = probePairs.map(([query, document]) => pair(tokens(query), tokens(document)));
  const { session, atOnce, device } = await openOnBestDevice(
    modelFiles(settings),
    surroundings,
    async (candidate) => {
      const { rows } = await run(candidate, probe);
      // All logits as one vector: a single logit has no direction.
      return { rows, width: rows.length };
    },
  );
  return {
    tokens,
    pair,
    run: (pairs) => run(session, pairs),
    concurrency: 2 * atOnce,
    device,
    close: () => session.release(),
  };
}

/** `logits`, or the only output. */
function outputOf(session: ModelSession): string {
  const name = session.outputNames.find((each) => each === 'logits') ?? session.outputNames[0];
  if (name === undefined) throw new AppError('invalid-input', 'the graph has no output');
  return name;
}
