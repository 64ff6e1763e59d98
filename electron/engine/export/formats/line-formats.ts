import type { ExportFormat } from '../../../../shared/ipc/run-calls.ts';
import { flagEmbeddingFormat } from './flagembedding-format.ts';
import type { LineFormat } from './line-format.ts';
import { negscopeFormat } from './negscope-format.ts';
import {
  labeledListFormat,
  labeledPairFormat,
  tripletFormat,
  tupleFormat,
} from './sentence-transformers-formats.ts';
import { tevatronFormat } from './tevatron-format.ts';
import { trecRunFormat } from './trec-run-format.ts';

/** The formats that are one file with lines; `beir` is a folder. */
export const lineFormats: Readonly<Record<Exclude<ExportFormat, 'beir'>, LineFormat>> = {
  negscope: negscopeFormat,
  'st-triplet': tripletFormat,
  'st-n-tuple': tupleFormat,
  'st-labeled-pair': labeledPairFormat,
  'st-labeled-list': labeledListFormat,
  flagembedding: flagEmbeddingFormat,
  tevatron: tevatronFormat,
  trec: trecRunFormat,
};
