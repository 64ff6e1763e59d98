import type { ExportFormat } from '../../../../shared/ipc/run-calls.ts';

export type ExportFormatText = {
  readonly format: ExportFormat;
  readonly label: string;
  readonly sentence: string;
  /** With the leading dot; empty for a folder. */
  readonly extension: string;
};

/** Every format, with what it is for. */
export const exportFormats: readonly ExportFormatText[] = [
  {
    format: 'negscope',
    label: 'Negscope JSONL',
    sentence: 'Every mined query with anchor, threshold, scores and shortfall; starved queries, too.',
    extension: '.jsonl',
  },
  {
    format: 'st-triplet',
    label: 'sentence-transformers triplets',
    sentence: 'One line for each query, positive and negative.',
    extension: '.jsonl',
  },
  {
    format: 'st-n-tuple',
    label: 'sentence-transformers n-tuples',
    sentence: 'One line for each query and positive, with all negatives in columns.',
    extension: '.jsonl',
  },
  {
    format: 'st-labeled-pair',
    label: 'sentence-transformers labelled pairs',
    sentence: 'One line for each query and document with label 1 or 0, for cross-encoders.',
    extension: '.jsonl',
  },
  {
    format: 'st-labeled-list',
    label: 'sentence-transformers labelled lists',
    sentence: 'One line for each query with its documents and labels in lists.',
    extension: '.jsonl',
  },
  {
    format: 'flagembedding',
    label: 'FlagEmbedding',
    sentence: 'query, pos, neg with teacher scores, as BGE training reads it.',
    extension: '.jsonl',
  },
  {
    format: 'tevatron',
    label: 'Tevatron',
    sentence: 'Positive and negative passages with ids and titles.',
    extension: '.jsonl',
  },
  {
    format: 'trec',
    label: 'TREC run',
    sentence: 'The selected negatives as a ranked list with scores.',
    extension: '.trec',
  },
  {
    format: 'beir',
    label: 'BEIR folder',
    sentence: 'Corpus, queries and qrels; the mined negatives in hard-negatives.jsonl.',
    extension: '',
  },
];
