/** The only importer of onnxruntime-node. Loaded when first needed: commands that do no inference start without it. */
export function onnxRuntime(): Promise<typeof import('onnxruntime-node')> {
  return import('onnxruntime-node');
}
