import type * as OnnxRuntime from 'onnxruntime-node';

/** The only importer of onnxruntime-node. Loaded when first needed: commands that do no inference start without it. */
export function onnxRuntime(): Promise<typeof OnnxRuntime> {
  return import('onnxruntime-node');
}
