import type { InferenceSession, Tensor } from 'onnxruntime-node';

/** A tensor as it travels between threads. */
export type SentTensor = Pick<Tensor, 'type' | 'data' | 'dims'>;
export type SentTensors = Readonly<Record<string, SentTensor>>;

/** From the engine's thread. One run at a time or several: they are done in turn. */
export type ToSessionThread =
  | {
      readonly kind: 'run';
      readonly id: number;
      readonly feeds: SentTensors;
      readonly outputs: readonly string[];
    }
  | { readonly kind: 'close' };

export type SessionFacts = Pick<
  InferenceSession,
  'inputMetadata' | 'outputMetadata' | 'inputNames' | 'outputNames'
>;

/** From the thread that has the session: first `opened` or `refused`, then an answer to each run. */
export type FromSessionThread =
  | { readonly kind: 'opened'; readonly facts: SessionFacts }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly tensors: SentTensors }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };
