import type { ErrorCode } from '../../../shared/errors.ts';
import type { RowAnswer, RowRequest, SearchStep } from './row-searcher.ts';
import type { CorpusFindings, CorpusOutline } from './search-corpus.ts';

export type TableName = 'documents' | 'queries';
export type TableShape = { readonly count: number; readonly dimensions: number };

/** What a thread begins with; it asks for vectors (`read`), so that any table serves and the files stay the engine's. */
export type SearchThreadStart = Omit<CorpusOutline, TableName> & Readonly<Record<TableName, TableShape>>;

/** From the engine's thread. A cancelled search answers `failed`. */
export type ToSearchThread =
  | { readonly kind: 'found'; readonly findings: CorpusFindings }
  | { readonly kind: 'search'; readonly request: RowRequest }
  | { readonly kind: 'rows'; readonly id: number; readonly memory: ArrayBuffer }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'close' };

/** From the searching thread. `read` lends `memory` for the rows, which come back in it. */
export type FromSearchThread =
  | { readonly kind: 'step'; readonly step: SearchStep }
  | { readonly kind: 'answer'; readonly answer: RowAnswer }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string }
  | {
      readonly kind: 'read';
      readonly id: number;
      readonly table: TableName;
      readonly start: number;
      readonly count: number;
      readonly memory: ArrayBuffer;
    };
