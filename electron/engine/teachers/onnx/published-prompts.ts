import type { Pooling } from '../../../../shared/domain/teacher.ts';

/** What the authors of a family of models published about using it, where their folders do not say it. */
export type PublishedUse = {
  readonly family: string;
  readonly query: string;
  readonly document: string;
  readonly pooling: Pooling;
};

const webSearch = 'Given a web search query, retrieve relevant passages that answer the query';
const instruct = `Instruct: ${webSearch}\nQuery: `;
const searching = 'Represent this sentence for searching relevant passages: ';

const none = { query: '', document: '' };

/** First match wins; matched against the lower-case names by which a model may be known. Prompts are those of the model cards. */
const families: readonly (PublishedUse & { readonly name: RegExp })[] = [
  { name: /e5-mistral/, family: 'e5-mistral', query: instruct, document: '', pooling: 'last' },
  {
    name: /multilingual-e5-.*instruct/,
    family: 'multilingual-e5 instruct',
    query: instruct,
    document: '',
    pooling: 'mean',
  },
  {
    name: /\be5-(small|base|large)/,
    family: 'e5',
    query: 'query: ',
    document: 'passage: ',
    pooling: 'mean',
  },
  { name: /\bbge-m3/, family: 'bge-m3', ...none, pooling: 'cls' },
  { name: /\bbge-.*-en\b/, family: 'bge (English)', query: searching, document: '', pooling: 'cls' },
  {
    name: /\bbge-.*-zh\b(?!-noinstruct)/,
    family: 'bge (Chinese)',
    query: '为这个句子生成表示以用于检索相关文章：',
    document: '',
    pooling: 'cls',
  },
  { name: /arctic-embed-.*v2/, family: 'arctic-embed 2', query: 'query: ', document: '', pooling: 'cls' },
  { name: /arctic-embed/, family: 'arctic-embed', query: searching, document: '', pooling: 'cls' },
  { name: /mxbai-embed/, family: 'mxbai-embed', query: searching, document: '', pooling: 'cls' },
  { name: /gte-qwen/, family: 'gte-Qwen instruct', query: instruct, document: '', pooling: 'last' },
  { name: /\bgte-modernbert/, family: 'gte-modernbert', ...none, pooling: 'cls' },
  { name: /\bgte-multilingual|\bgte-.*-v1\.5/, family: 'gte 1.5', ...none, pooling: 'cls' },
  { name: /\bgte-(small|base|large|tiny)/, family: 'gte', ...none, pooling: 'mean' },
  {
    name: /nomic-embed/,
    family: 'nomic-embed',
    query: 'search_query: ',
    document: 'search_document: ',
    pooling: 'mean',
  },
  {
    name: /nv-embed-v/,
    family: 'NV-Embed',
    query: 'Instruct: Given a question, retrieve passages that answer the question\nQuery: ',
    document: '',
    pooling: 'mean',
  },
  // The card has no space after "Query:".
  {
    name: /qwen3-embedding/,
    family: 'Qwen3-Embedding',
    query: `Instruct: ${webSearch}\nQuery:`,
    document: '',
    pooling: 'last',
  },
  {
    name: /sfr-embedding|linq-embed-mistral/,
    family: 'Mistral instruct',
    query: instruct,
    document: '',
    pooling: 'last',
  },
  {
    name: /embeddinggemma/,
    family: 'EmbeddingGemma',
    query: 'task: search result | query: ',
    document: 'title: none | text: ',
    pooling: 'mean',
  },
];

/** The published use of a known family, by any of the names given (hub id, folder, `_name_or_path`); null for unknown models. */
export function publishedUse(names: readonly (string | undefined)[]): PublishedUse | null {
  for (const name of names) {
    const plain = name?.toLowerCase().replaceAll('_', '-');
    const found = plain === undefined ? undefined : families.find((family) => family.name.test(plain));
    if (found) {
      return {
        family: found.family,
        query: found.query,
        document: found.document,
        pooling: found.pooling,
      };
    }
  }
  return null;
}
