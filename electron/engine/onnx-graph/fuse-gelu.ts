import type { Fusion } from './fusion.ts';
import type { GraphView } from './graph-view.ts';
import { microsoft } from './onnx-message.ts';
import type { GraphNode } from './read-node.ts';

/** x · ½ · (1 + erf(x / √2)), in every order of its factors that exporters write, as one operator (Hendrycks and Gimpel, arXiv 1606.08415). */
export function geluFusions(view: GraphView): readonly Fusion[] {
  return view.nodes.flatMap((node) => (node.op === 'Erf' ? (geluAround(node, view) ?? []) : []));
}

function geluAround(erf: GraphNode, view: GraphView): Fusion | null {
  const scaled = scaledInput(erf, view);
  const plusOne = view.onlyUse(erf.outputs[0], 'Add');
  if (!scaled || !plusOne || !isNear(otherNumber(plusOne, erf.outputs[0], view), 1)) return null;
  const { x, scaling } = scaled;
  const first = view.onlyUse(plusOne.outputs[0], 'Mul');
  if (!first) return null;
  const factor = otherInput(first, plusOne.outputs[0]);
  const before = halved(factor, x, view);
  if (before) return fusion([scaling, erf, plusOne, before, first], x);
  const second = view.onlyUse(first.outputs[0], 'Mul');
  if (!second) return null;
  const last = otherInput(second, first.outputs[0]);
  const whole =
    (factor === x && isNear(view.number(last), 0.5)) || (last === x && isNear(view.number(factor), 0.5));
  return whole ? fusion([scaling, erf, plusOne, first, second], x) : null;
}

function fusion(removed: readonly [GraphNode, ...GraphNode[]], x: string): Fusion {
  const at = removed.at(-1) ?? removed[0];
  const gelu = { op: 'Gelu', domain: microsoft, inputs: [x], outputs: at.outputs, attributes: [] } as const;
  return { removed, at, instead: [gelu] };
}

/** x / √2, as a quotient or as a product. */
function scaledInput(erf: GraphNode, view: GraphView): { x: string; scaling: GraphNode } | null {
  const name = erf.inputs[0];
  if (!view.usedOnce(name)) return null;
  const quotient = view.from(name, 'Div');
  const [x = '', divisor] = quotient?.inputs ?? [];
  if (quotient && isNear(view.number(divisor), Math.SQRT2)) return { x, scaling: quotient };
  const product = view.from(name, 'Mul');
  const scaled = product?.inputs.find((input) => isNear(otherNumber(product, input, view), Math.SQRT1_2));
  return product && scaled !== undefined ? { x: scaled, scaling: product } : null;
}

/** The operator that halves x and gives `name`, where only one other uses it. */
function halved(name: string | undefined, x: string, view: GraphView): GraphNode | null {
  const product = view.usedOnce(name) ? view.from(name, 'Mul') : null;
  return product?.inputs.includes(x) && isNear(otherNumber(product, x, view), 0.5) ? product : null;
}

function otherInput({ inputs }: GraphNode, one: string | undefined): string | undefined {
  return inputs[0] === one ? inputs[1] : inputs[0];
}

function otherNumber(node: GraphNode, one: string | undefined, view: GraphView): number | null {
  return view.number(otherInput(node, one));
}

/** Constants are float32, and exporters round differently. */
function isNear(value: number | null, wanted: number): boolean {
  return value !== null && Math.abs(value - wanted) < 1e-5;
}
