import type { InferenceSession, Tensor } from 'onnxruntime-node';

/** An opened graph: a session of ONNX Runtime on this thread, or one that is spoken to on another. */
export type ModelSession = Pick<
  InferenceSession,
  'inputMetadata' | 'outputMetadata' | 'inputNames' | 'outputNames' | 'release'
> & {
  /** Computes the named outputs. */
  readonly run: (
    feeds: Readonly<Record<string, Tensor>>,
    outputs: readonly string[],
  ) => Promise<Readonly<Record<string, Tensor>>>;
};
