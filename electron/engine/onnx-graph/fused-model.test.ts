import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { onnxRuntime } from '../runtime/onnx-runtime.ts';
import { fuse, fusedModel } from './fused-model.ts';
import type { OnnxNode } from './onnx-message.ts';
import { readModel } from './read-model.ts';
import { attentionGraph, type AttentionGraph } from './testing/attention-graph.ts';

const graphs: fc.Arbitrary<AttentionGraph> = fc.record({
  heads: fc.integer({ min: 1, max: 3 }),
  size: fc.integer({ min: 1, max: 5 }),
  scale: fc.constantFrom('none', 'quotient', 'product', 'both sides'),
  mask: fc.constantFrom('none', 'first', 'second'),
  keys: fc.constantFrom('turned once', 'turned twice'),
  weights: fc.constantFrom('plain', 'transposed'),
  shape: fc.constantFrom('joined', 'constant'),
  gelu: fc.constantFrom('half of one plus', 'x of one plus', 'half x before'),
  root: fc.constantFrom('quotient', 'product'),
});
const plain: AttentionGraph = {
  heads: 2,
  size: 4,
  scale: 'quotient',
  mask: 'second',
  keys: 'turned once',
  weights: 'plain',
  shape: 'joined',
  gelu: 'half of one plus',
  root: 'quotient',
};

function joined(parts: readonly Uint8Array[] | null): Uint8Array | null {
  return parts && Buffer.concat(parts);
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

/** What the runtime computes without exchanging anything itself. */
async function computed(
  model: Uint8Array,
  graph: AttentionGraph,
  [batch, sequence]: readonly [number, number],
  isPadded = true,
) {
  const { InferenceSession, Tensor } = await onnxRuntime();
  const session = await InferenceSession.create(model, {
    graphOptimizationLevel: 'basic',
    logSeverityLevel: 4,
  });
  const random = seeded(5);
  const hidden = graph.heads * graph.size;
  const x = Float32Array.from({ length: batch * sequence * hidden }, random);
  // In every row all but the first places may be padding.
  const mask = Float32Array.from({ length: batch * sequence }, (_, i) =>
    isPadded && i % sequence > 0 && random() > 0 ? -10_000 : 0,
  );
  const feeds = {
    x: new Tensor('float32', x, [batch, sequence, hidden]),
    ...(graph.mask !== 'none' && { mask: new Tensor('float32', mask, [batch, 1, 1, sequence]) }),
  };
  const { y } = await session.run(feeds);
  await session.release();
  if (!(y?.data instanceof Float32Array)) throw new Error('no float32');
  return y.data;
}

it('means the same in every spelling', async () => {
  const sizes = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 6 }));
  await fc.assert(
    fc.asyncProperty(graphs, sizes, fc.nat(), fc.boolean(), async (graph, size, seed, isPadded) => {
      const model = attentionGraph(graph, seeded(seed));
      const fused = joined(fuse(readModel(model)));
      const operators = readModel(fused ?? new Uint8Array()).nodes.map(({ op }) => op);
      expect(operators).toContain(graph.mask === 'none' ? 'Attention' : 'If');
      expect(operators).toContain('Gelu');
      expect(operators).not.toContain('Softmax');
      expect(operators).not.toContain('Erf');
      const [before, after] = [
        await computed(model, graph, size, isPadded),
        await computed(fused ?? model, graph, size, isPadded),
      ];
      expect(after.length).toBe(before.length);
      before.forEach((value, i) => expect(Math.abs((after[i] ?? NaN) - value)).toBeLessThan(1e-5));
    }),
    { numRuns: 30 },
  );
});

const change = (output: string, to: Partial<OnnxNode>) => (nodes: readonly OnnxNode[]) =>
  nodes.map((node) => (node.outputs[0] === output ? { ...node, ...to } : node));
const again = (nodes: readonly OnnxNode[]): readonly OnnxNode[] => [
  ...nodes,
  { op: 'Identity', inputs: ['shares'], outputs: ['copy'], attributes: [] },
];
const others: Readonly<Record<string, Uint8Array>> = {
  'shares that are used elsewhere': attentionGraph(plain, seeded(1), again),
  'shares that the graph gives': attentionGraph(plain, seeded(1), undefined, ['y', 'shares']),
  'shares over another axis': attentionGraph(
    plain,
    seeded(1),
    change('shares', { attributes: [{ name: 'axis', type: 'int', value: 2 }] }),
  ),
  'keys of other tokens': attentionGraph(
    plain,
    seeded(1),
    change('k/product', { inputs: ['other', 'k/weight'] }),
  ),
  'heads in another order': attentionGraph(
    plain,
    seeded(1),
    change('v', { attributes: [{ name: 'perm', type: 'ints', value: [0, 2, 3, 1] }] }),
  ),
  'heads of another size': attentionGraph(
    plain,
    seeded(1),
    change('joined4', { inputs: ['batch', 'sequence', 'size', 'size'] }),
  ),
  'values that are scaled': attentionGraph({ ...plain, scale: 'both sides' }, seeded(1), (nodes) => [
    ...change('weighted', { inputs: ['shares', 'v/scaled'] })(nodes),
    { op: 'Mul', inputs: ['v', 'side'], outputs: ['v/scaled'], attributes: [] },
  ]),
  'shares on the right': attentionGraph(plain, seeded(1), change('weighted', { inputs: ['v', 'shares'] })),
};

it.each(Object.entries(others))('leaves %s', (_, model) => {
  expect(fuse(readModel(model))).toBeNull();
});

it('leaves what looks like a GELU and is none', () => {
  const fused = joined(
    fuse(readModel(attentionGraph(plain, seeded(1), change('e2', { inputs: ['e1', 'half'] })))),
  );
  const operators = readModel(fused ?? new Uint8Array()).nodes.map(({ op }) => op);
  expect(operators).toContain('If');
  expect(operators).toContain('Erf');
});

it('takes no file that is no model', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'negscope-fused-'));
  try {
    const path = join(folder, 'model.onnx');
    expect(await fusedModel(path)).toBeNull();
    for (const bytes of [
      new Uint8Array(),
      Buffer.from('not a model at all'),
      attentionGraph(plain, seeded(1)).subarray(0, 900),
    ]) {
      await writeFile(path, bytes);
      expect(await fusedModel(path)).toBeNull();
    }
    await writeFile(path, attentionGraph(plain, seeded(1)));
    const lookedAt = await fusedModel(path);
    expect(lookedAt?.fused).not.toBeNull();
    expect(lookedAt?.isQuantized).toBe(false);
  } finally {
    await rm(folder, { recursive: true });
  }
});
