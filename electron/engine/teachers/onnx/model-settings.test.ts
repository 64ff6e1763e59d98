import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { TeacherOptions } from '../../../../shared/domain/teacher.ts';
import { readModelSettings } from './model-settings.ts';

describe('readModelSettings', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  const plain = { 'config.json': { model_type: 'bert', max_position_embeddings: 512 }, 'model.onnx': '' };
  const modules = [
    { path: '', type: 'sentence_transformers.models.Transformer' },
    { path: '1_Pooling', type: 'sentence_transformers.models.Pooling' },
  ];

  async function read(files: Record<string, unknown>, options: TeacherOptions = {}, name = 'model') {
    const parent = await mkdtemp(join(tmpdir(), 'negscope-model-'));
    folders.push(parent);
    const folder = join(parent, name);
    for (const [path, content] of Object.entries({ ...plain, ...files })) {
      if (content === null) continue;
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return readModelSettings(folder, options);
  }

  it('takes the length from sentence_bert_config, else the smaller of tokenizer and positions', async () => {
    const length = async (files: Record<string, unknown>, options?: TeacherOptions) =>
      (await read(files, options)).maxTokens;
    const tokenizer = { 'tokenizer_config.json': { model_max_length: 400 } };
    expect(await length({ ...tokenizer, 'sentence_bert_config.json': { max_seq_length: 256 } })).toBe(256);
    expect(await length(tokenizer)).toBe(400);
    expect(await length({ 'tokenizer_config.json': { model_max_length: 1e30 } })).toBe(512);
    const roberta = { 'config.json': { model_type: 'xlm-roberta', max_position_embeddings: 514 } };
    expect(await length(roberta)).toBe(512);
    expect(await length({ 'sentence_bert_config.json': { max_seq_length: 256 } }, { maxTokens: 64 })).toBe(
      64,
    );
    await expect(length({}, { maxTokens: 513 })).rejects.toThrow(
      /--max-tokens 513: this model has positions for 512/,
    );
  });

  it('reads every way in which folders name the pooling, and refuses the others by name', async () => {
    const pooling = async (config: object, options?: TeacherOptions) =>
      (await read({ 'modules.json': modules, '1_Pooling/config.json': config }, options)).pooling;
    expect(await pooling({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false })).toBe('cls');
    expect(await pooling({ pooling_mode_lasttoken: true })).toBe('last');
    expect(await pooling({ pooling_mode: 'mean' })).toBe('mean');
    expect(await pooling({ pooling_mode_mean_tokens: true }, { pooling: 'last' })).toBe('last');
    await expect(pooling({ pooling_mode_max_tokens: true })).rejects.toThrow(/asks for max pooling/);
    await expect(pooling({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: true })).rejects.toThrow(
      /cls and mean/,
    );
  });

  it('knows modules by the last part of their name, and lists those that it cannot carry out', async () => {
    const normalised = [
      ...modules,
      { path: '2', type: 'sentence_transformers.base.modules.normalize.Normalize' },
    ];
    const files = { 'modules.json': normalised, '1_Pooling/config.json': { pooling_mode: 'mean' } };
    expect((await read(files)).modules).toMatchObject({ normalise: true, unsupported: [] });
    const dense = [...modules, { path: '2_Dense', type: 'sentence_transformers.models.Dense' }];
    expect((await read({ ...files, 'modules.json': dense })).modules.unsupported).toEqual(['Dense']);
  });

  it('takes prompts from an option, the folder, a publication, in this order, and says which', async () => {
    const named = { 'config_sentence_transformers.json': { prompts: { query: 'Q: ', passage: 'P: ' } } };
    const e5 = await read({}, {}, 'multilingual-e5-small');
    expect(e5.prompts).toEqual({ query: 'query: ', document: 'passage: ' });
    expect(e5.notes.join(' ')).toContain('Query prompt: "query: " (published for e5; the folder says none).');
    expect((await read(named, {}, 'e5-small')).prompts).toEqual({ query: 'Q: ', document: 'P: ' });
    expect((await read(named, { queryPrompt: '' }, 'e5-small')).prompts).toEqual({
      query: '',
      document: 'P: ',
    });
    const byDefault = { prompts: { a: 'A: ', query: 'Q: ' }, default_prompt_name: 'a' };
    const files = { 'config_sentence_transformers.json': byDefault };
    expect((await read(files)).prompts).toEqual({ query: 'Q: ', document: 'A: ' });
    const empty = { 'config_sentence_transformers.json': { prompts: { query: '', document: '' } } };
    expect((await read(empty, {}, 'bge-base-en-v1.5')).prompts).toEqual({
      query: 'Represent this sentence for searching relevant passages: ',
      document: '',
    });
  });

  it('takes the similarity from an option, the folder, or says cosine; refuses one that is not known', async () => {
    const named = (name: string) => ({ 'config_sentence_transformers.json': { similarity_fn_name: name } });
    expect((await read({})).similarity).toBe('cosine');
    expect((await read(named('dot'))).similarity).toBe('dot');
    expect((await read(named('dot'), { similarity: 'euclidean' })).similarity).toBe('euclidean');
    await expect(read(named('manhattan'))).rejects.toThrow(/manhattan/);
  });

  it('states which of several graphs it takes, and finds the data beside it', async () => {
    const several = {
      'model.onnx': null,
      'onnx/model.onnx': '',
      'onnx/model.onnx_data': '',
      'onnx/model_int8.onnx': '',
    };
    const { onnx } = await read(several);
    expect(onnx).toMatchObject({ name: 'onnx/model.onnx', externalData: ['onnx/model.onnx_data'] });
    expect(onnx.note).toContain('also there: onnx/model_int8.onnx');
    expect((await read(several, { onnxFile: 'model_int8.onnx' })).onnx.name).toBe('onnx/model_int8.onnx');
    await expect(read(several, { onnxFile: 'other.onnx' })).rejects.toThrow(/has no other.onnx; it has onnx/);
    await expect(read({ 'model.onnx': null })).rejects.toThrow(/no .onnx file; export one with/);
  });

  it('names the file that is missing or broken', async () => {
    await expect(readModelSettings('/nowhere/model', {})).rejects.toMatchObject({ code: 'file-not-found' });
    await expect(read({ 'config.json': null })).rejects.toThrow(/has no config.json/);
    await expect(read({ 'config.json': '{' })).rejects.toThrow(/config.json is not JSON/);
    await expect(read({ 'modules.json': { a: 1 } })).rejects.toThrow(/modules.json: /);
  });
});
