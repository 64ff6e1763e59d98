import { describe, expect, it } from 'vitest';
import { publishedUse } from './published-prompts.ts';

describe('publishedUse', () => {
  it.each([
    ['intfloat/e5-base-v2', 'query: ', 'passage: ', 'mean'],
    ['multilingual-e5-large', 'query: ', 'passage: ', 'mean'],
    ['multilingual-e5-large-instruct', 'Instruct: ', '', 'mean'],
    ['intfloat/e5-mistral-7b-instruct', 'Instruct: ', '', 'last'],
    ['BAAI/bge-small-en-v1.5', 'Represent this sentence', '', 'cls'],
    ['BAAI/bge-large-zh-v1.5', '为这个句子', '', 'cls'],
    ['BAAI/bge-m3', '', '', 'cls'],
    ['Snowflake/snowflake-arctic-embed-m-v1.5', 'Represent this sentence', '', 'cls'],
    ['Snowflake/snowflake-arctic-embed-l-v2.0', 'query: ', '', 'cls'],
    ['thenlper/gte-base', '', '', 'mean'],
    ['Alibaba-NLP/gte-large-en-v1.5', '', '', 'cls'],
    ['Alibaba-NLP/gte-Qwen2-1.5B-instruct', 'Instruct: ', '', 'last'],
    ['nomic-ai/nomic-embed-text-v1.5', 'search_query: ', 'search_document: ', 'mean'],
    ['nvidia/NV-Embed-v2', 'Instruct: Given a question', '', 'mean'],
    ['Qwen/Qwen3-Embedding-0.6B', 'Instruct: ', '', 'last'],
  ])('knows %s', (name, query, document, pooling) => {
    const use = publishedUse([undefined, name]);
    expect(use?.query.slice(0, query.length || 1)).toBe(query);
    expect([use?.document, use?.pooling]).toEqual([document, pooling]);
  });

  it('knows nothing of other models', () => {
    for (const name of ['all-MiniLM-L6-v2', 'bge-large-zh-noinstruct', 'model', '']) {
      expect(publishedUse([name])).toBeNull();
    }
  });
});
