import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TeacherOptions } from '../../../../shared/domain/teacher.ts';
import { readNpy } from '../../npy/read-npy.ts';
import { embeddingFiles } from '../encode/embedding-files.ts';
import { quietTask, testGround, type TestGround } from '../encode/testing/text-workspace.ts';
import { openOnnxTeacher } from './open-onnx-teacher.ts';
import { writeTinyModel, type TinyGraph } from './testing/tiny-model.ts';

// [CLS] a [SEP] is 2 4 3; [CLS] b c d [SEP] is 2 5 6 7 3; an empty text is 2 3.
const texts = {
  documents: ['a', 'b c d', ''].map((text, i) => ({ id: `d${i}`, text })),
  queries: [{ id: 'q', text: 'a b' }],
};
const all = ['input_ids', 'attention_mask', 'token_type_ids'];
const tokens: TinyGraph = { inputs: all, outputs: { last_hidden_state: 'tokens' } };

describe('openOnnxTeacher', () => {
  let ground: TestGround;
  let folder: string;
  beforeEach(async () => {
    ground = await testGround(texts);
    folder = join(ground.folder, 'model');
  });
  afterEach(() => ground.remove());

  const open = async (
    graph: TinyGraph,
    options: TeacherOptions = {},
    files: Record<string, unknown> = {},
  ) => {
    await rm(folder, { recursive: true, force: true });
    await writeTinyModel(folder, graph, files);
    return openOnnxTeacher(ground.request(folder, { similarity: 'dot', ...options }));
  };
  /** First numbers of the documents' vectors. */
  const encoded = async (...parts: Parameters<typeof open>): Promise<readonly number[]> => {
    const teacher = await open(...parts);
    await teacher.embed(quietTask());
    const { whole } = embeddingFiles(ground.workspace, teacher.summary.fingerprint, 'h', 'documents');
    const { data, shape } = await readNpy(whole, '<f4');
    expect(shape).toEqual([3, 2]);
    return [...data].filter((_, i) => i % 2 === 0);
  };
  const last = { pooling: 'last' } as const;

  it('pools over a text’s own tokens: mean, first, last; padding on either side', async () => {
    const left = { 'tokenizer_config.json': { pad_token: '[PAD]', padding_side: 'left' } };
    for (const files of [{}, left]) {
      expect(await encoded(tokens, { pooling: 'mean' }, files)).toEqual([3, Math.fround(23 / 5), 2.5]);
      expect(await encoded(tokens, { pooling: 'cls' }, files)).toEqual([2, 2, 2]);
      // Cut to four tokens, the end token stays: the last is always [SEP].
      expect(await encoded(tokens, { ...last, maxTokens: 4 }, files)).toEqual([3, 3, 3]);
      expect(await encoded(tokens, { pooling: 'mean', maxTokens: 4 }, files)).toEqual([3, 4, 2.5]);
    }
  });

  it('feeds only what the graph asks for, counts positions from the first token, in 32 or 64 bits', async () => {
    const left = { 'tokenizer_config.json': { padding_side: 'left' } };
    const graph: TinyGraph = {
      inputs: ['input_ids', 'position_ids'],
      outputs: { last_hidden_state: 'tokens' },
    };
    for (const inputType of ['int32', 'int64'] as const) {
      const teacher = await open({ ...graph, inputType }, last, left);
      await teacher.embed(quietTask());
      const { whole } = embeddingFiles(ground.workspace, teacher.summary.fingerprint, 'h', 'documents');
      expect([...(await readNpy(whole, '<f4')).data]).toEqual([3, 2, 3, 4, 3, 1]);
      await rm(whole);
    }
    await expect(open({ ...tokens, inputs: [...all, 'pixel_values'] })).rejects.toThrow(/input pixel_values/);
  });

  it('reads float16 and integer outputs', async () => {
    expect(await encoded({ ...tokens, outputType: 'float16' }, { pooling: 'mean' })).toEqual([
      3,
      Math.fround(4.6),
      2.5,
    ]);
    expect(await encoded({ ...tokens, outputType: 'int8' }, { pooling: 'cls', maxTokens: 20 })).toEqual([
      2, 2, 2,
    ]);
  });

  it('chooses among outputs and says so: tokens where the pooling is known, else the graph’s own', async () => {
    const both: TinyGraph = {
      inputs: all,
      outputs: { last_hidden_state: 'tokens', sentence_embedding: 'sentence' },
    };
    const known = await open(both, { pooling: 'mean' });
    expect(known.summary.notes.join(' ')).toContain(
      'Output: last_hidden_state (a vector for each token, of last_hidden_state, sentence_embedding).',
    );
    const unknown = await open(both);
    expect(unknown.summary.notes.join(' ')).toContain('Output: sentence_embedding (pooled by the graph');
    expect(unknown.summary.dimensions).toBe(2);
    const only: TinyGraph = { inputs: all, outputs: { embedding: 'sentence' } };
    expect((await encoded(only))[1]).toBe(23);
    await expect(open(only, last)).rejects.toThrow(/already pooled: --pooling cannot be chosen/);
  });

  it.each(['sentence', 'tokens'] as const)('takes logits for no vectors (%s)', async (level) => {
    await expect(open({ inputs: all, outputs: { logits: level } })).rejects.toThrow(
      /gives logits, as classifiers, rerankers and language models do.*cross-encoder:FOLDER\?from=NAME/,
    );
    const beside: TinyGraph = { inputs: all, outputs: { logits: 'tokens', last_hidden_state: 'tokens' } };
    expect((await open(beside)).summary.notes.join(' ')).toContain('Output: last_hidden_state');
  });

  it('refuses a Dense module that the graph does not hold, and takes a graph that does', async () => {
    const files = {
      'modules.json': [
        { path: '', type: 'sentence_transformers.models.Transformer' },
        { path: '2_Dense', type: 'sentence_transformers.models.Dense' },
      ],
    };
    await expect(open(tokens, {}, files)).rejects.toThrow(/asks for Dense, which is not carried out here/);
    const whole: TinyGraph = { inputs: all, outputs: { sentence_embedding: 'sentence' } };
    expect((await open(whole, {}, files)).summary.notes.join(' ')).toContain(
      'it has the Dense of modules.json inside',
    );
  });

  it('leaves the prompt out of the mean where the folder says so', async () => {
    const files = {
      'modules.json': [{ path: '1_Pooling', type: 'sentence_transformers.models.Pooling' }],
      '1_Pooling/config.json': { pooling_mode_mean_tokens: true, include_prompt: false },
    };
    // [CLS] d · then the text: a [SEP], b c d [SEP], [SEP].
    expect(await encoded(tokens, { documentPrompt: 'd ' }, files)).toEqual([3.5, 21 / 4, 3]);
  });

  it('gives another fingerprint to whatever changes a vector, and the same to the same', async () => {
    const print = async (options: TeacherOptions) => (await open(tokens, options)).summary.fingerprint;
    const plain = await print({});
    expect(await print({})).toBe(plain);
    const changes: TeacherOptions[] = [
      { queryPrompt: 'x' },
      { documentPrompt: 'x' },
      { maxTokens: 7 },
      { pooling: 'cls' },
      { similarity: 'cosine' },
    ];
    const seen = new Set<string>([plain]);
    for (const change of changes) seen.add(await print(change));
    expect(seen.size).toBe(changes.length + 1);
  });

  it('says why a file is no model', async () => {
    await writeTinyModel(folder, tokens);
    await writeFile(join(folder, 'model.onnx'), 'not a model');
    await expect(openOnnxTeacher(ground.request(folder))).rejects.toThrow(
      /model.onnx cannot be loaded \(cpu\): /,
    );
    await expect(openOnnxTeacher(ground.request(join(ground.folder, 'nowhere')))).rejects.toMatchObject({
      code: 'file-not-found',
    });
  });
});
