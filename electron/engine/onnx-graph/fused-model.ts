import { readFile, stat } from 'node:fs/promises';
import { attentionFusions, axisNames } from './fuse-attention.ts';
import { geluFusions } from './fuse-gelu.ts';
import type { Fusion } from './fusion.ts';
import { graphView } from './graph-view.ts';
import { graphField, graphNodeField, integersField, microsoft, operatorSetField } from './onnx-message.ts';
import { readModel, type ModelParts } from './read-model.ts';

/** What is read is in memory as a whole; and the largest keep their weights in other files, whose places are told from the model's own. */
const mostBytes = 2 ** 29;

/** What is known of a model's file before the runtime has it. */
export type LookedAt = {
  /** The model with other operators, in parts that follow each other; null when there is nothing to exchange. */
  readonly fused: readonly Uint8Array[] | null;
  /** Whether it rounds to 8 bits on its way: then the least change of what comes before moves its numbers. */
  readonly isQuantized: boolean;
};

/**
 * The model of a file with the runtime's own operators in the place of patterns that the runtime knows only in other spellings (PyTorch's newer
 * exporter writes these). Equal up to the rounding of float32. Null when the file is large or no model: then the runtime takes the file itself and
 * says what is wrong.
 */
export async function fusedModel(path: string): Promise<LookedAt | null> {
  try {
    if ((await stat(path)).size > mostBytes) return null;
    const model = readModel(await readFile(path));
    if (model.nodes.length === 0) return null;
    return { fused: fuse(model), isQuantized: model.nodes.some(({ op }) => quantized.test(op)) };
  } catch {
    return null;
  }
}

const quantized = /Quantize|Integer|NBits|^Q(Linear|Attention|Gemm)/u;

/** The same of a model that is read already; its weights are not copied. */
export function fuse(model: ModelParts): readonly Uint8Array[] | null {
  if (model.nodes.some(({ holdsGraph }) => holdsGraph)) return null;
  const view = graphView(model);
  const attentions = attentionFusions(view);
  // Without them there is little to gain, and 8-bit activations round elsewhere for the least change before them.
  return attentions.length === 0 ? null : written(model, [...attentions, ...geluFusions(view)]);
}

function written(model: ModelParts, fusions: readonly Fusion[]): readonly Uint8Array[] {
  const removed = new Set(fusions.flatMap((fusion) => fusion.removed));
  const instead = new Map(fusions.map((fusion) => [fusion.at, fusion.instead]));
  const nodes = model.nodes.flatMap((node) =>
    removed.has(node) ? (instead.get(node) ?? []).map(graphNodeField) : [node.whole],
  );
  const constants = ([0, 1] as const).map((value) => integersField(axisNames[value], [value]));
  const sets = model.domains.has(microsoft) ? [] : [operatorSetField(microsoft, 1)];
  return [...model.rest, ...sets, ...graphField([...nodes, ...model.graphRest, ...constants])];
}
