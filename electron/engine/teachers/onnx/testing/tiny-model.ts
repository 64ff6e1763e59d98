import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PbfWriter } from 'pbf';

/** onnx.proto3's numbers for element types. */
const types = { float: 1, int8: 3, int32: 6, int64: 7, float16: 10 } as const;
type ElementType = keyof typeof types;

export type TinyGraph = {
  /** Inputs that the graph asks for; all of one integer type. */
  readonly inputs: readonly string[];
  readonly inputType?: 'int32' | 'int64';
  /** `tokens`: [batch, sequence, 2] of (id, position); `sentence`: [batch, 2], the sums of all places, padding too. */
  readonly outputs: Readonly<Record<string, 'tokens' | 'sentence'>>;
  readonly outputType?: 'float' | 'float16' | 'int8';
};

type Node = {
  readonly op: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly ints?: readonly [string, readonly number[]];
  readonly int?: readonly [string, number];
};

/**
 * An ONNX model whose "vectors" can be told by head: a token's is (its id, its position). Without the input `position_ids` the second number is
 * the id again.
 */
export function tinyGraph({
  inputs,
  inputType = 'int64',
  outputs,
  outputType = 'float',
}: TinyGraph): Uint8Array {
  const nodes: Node[] = [];
  const columns = ['input_ids', inputs.includes('position_ids') ? 'position_ids' : 'input_ids'];
  columns.forEach((name, i) => {
    nodes.push({ op: 'Cast', from: [name], to: `cast${i}`, int: ['to', types.float] });
    nodes.push({ op: 'Unsqueeze', from: [`cast${i}`], to: `column${i}`, ints: ['axes', [2]] });
  });
  nodes.push({ op: 'Concat', from: ['column0', 'column1'], to: 'tokens', int: ['axis', 2] });
  nodes.push({ op: 'ReduceSum', from: ['tokens'], to: 'sums', ints: ['axes', [1]], int: ['keepdims', 0] });
  for (const [name, level] of Object.entries(outputs)) {
    const from = level === 'tokens' ? 'tokens' : 'sums';
    nodes.push({ op: 'Cast', from: [from], to: name, int: ['to', types[outputType]] });
  }
  const writer = new PbfWriter();
  writer.writeVarintField(1, 7);
  writer.writeMessage(
    7,
    (_: null, graph) => {
      for (const node of nodes) graph.writeMessage(1, writeNode, node);
      graph.writeStringField(2, 'tiny');
      for (const name of inputs) graph.writeMessage(11, writeValue, { name, type: inputType, rank: 2 });
      for (const [name, level] of Object.entries(outputs)) {
        graph.writeMessage(12, writeValue, { name, type: outputType, rank: level === 'tokens' ? 3 : 2 });
      }
    },
    null,
  );
  writer.writeMessage(8, (_: null, pbf) => pbf.writeVarintField(2, 11), null);
  return writer.finish();
}

function writeNode({ op, from, to, ints, int }: Node, pbf: PbfWriter): void {
  for (const name of from) pbf.writeStringField(1, name);
  pbf.writeStringField(2, to);
  pbf.writeStringField(4, op);
  const attributes = [
    ...(ints ? [{ name: ints[0], values: ints[1], type: 7 }] : []),
    ...(int ? [{ name: int[0], values: [int[1]], type: 2 }] : []),
  ];
  for (const attribute of attributes) {
    pbf.writeMessage(
      5,
      ({ name, values, type }: typeof attribute, p) => {
        p.writeStringField(1, name);
        for (const value of values) p.writeVarintField(type === 2 ? 3 : 8, value);
        p.writeVarintField(20, type);
      },
      attribute,
    );
  }
}

type Value = { readonly name: string; readonly type: ElementType; readonly rank: number };

function writeValue(value: Value, pbf: PbfWriter): void {
  pbf.writeStringField(1, value.name);
  pbf.writeMessage(
    2,
    (v: Value, type) =>
      type.writeMessage(
        1,
        ({ type: element, rank }: Value, tensor) => {
          tensor.writeVarintField(1, types[element]);
          tensor.writeMessage(
            2,
            (_: null, shape) => {
              for (let i = 0; i < rank; i++) {
                shape.writeMessage(1, (place: number, p) => p.writeStringField(2, `d${place}`), i);
              }
            },
            null,
          );
        },
        v,
      ),
    value,
  );
}

/** [PAD] 0, [UNK] 1, [CLS] 2, [SEP] 3, and the words a, b, c, d as 4 to 7; `[CLS] text [SEP]`. */
const tinyTokenizer = {
  truncation: { max_length: 3 },
  padding: { strategy: { Fixed: 9 } },
  added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map((content, id) => ({
    id,
    content,
    special: true,
    normalized: false,
  })),
  normalizer: null,
  pre_tokenizer: { type: 'WhitespaceSplit' },
  post_processor: { type: 'BertProcessing', sep: ['[SEP]', 3], cls: ['[CLS]', 2] },
  decoder: null,
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: { '[PAD]': 0, '[UNK]': 1, '[CLS]': 2, '[SEP]': 3, a: 4, b: 5, c: 6, d: 7 },
  },
};

/** Writes a model's folder around a graph; `files` are added, or take the place of what is there. */
export async function writeTinyModel(
  folder: string,
  graph: TinyGraph,
  files: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const all: Record<string, unknown> = {
    'config.json': { model_type: 'tiny', max_position_embeddings: 32 },
    'tokenizer.json': tinyTokenizer,
    'tokenizer_config.json': { pad_token: '[PAD]' },
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), JSON.stringify(content));
  }
  await writeFile(join(folder, 'model.onnx'), tinyGraph(graph));
}
