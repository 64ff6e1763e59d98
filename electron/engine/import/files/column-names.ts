/** Names under which columns come, in lower case; the first of a list that is there counts. */
export const columnNames = {
  query: ['query', 'anchor', 'question', 'sentence1', 'sentence_a', 'premise', 'queries', 'text1', 'sent1'],
  positive: [
    'positive',
    'positives',
    'pos',
    'answer',
    'pos_doc',
    'document',
    'documents',
    'doc',
    'passage',
    'context',
    'response',
    'sentence2',
    'sentence_b',
    'hypothesis',
    'positive_passages',
    'text2',
    'sent2',
    'text',
  ],
  label: ['label', 'labels', 'grade', 'relevance'],
  score: ['score', 'scores', 'similarity_score'],
  queryId: ['query_id', 'query-id', 'qid', 'question_id', 'queryid'],
  textId: [
    '_id',
    'id',
    'docid',
    'doc_id',
    'doc-id',
    'docno',
    'document_id',
    'corpus-id',
    'corpus_id',
    'pid',
    'passage_id',
  ],
  text: ['text', 'contents', 'content', 'body', 'passage', 'document'],
  title: ['title'],
  documentId: [
    'corpus-id',
    'corpus_id',
    'docid',
    'doc_id',
    'doc-id',
    'docno',
    'document_id',
    'pid',
    'passage_id',
  ],
  grade: ['score', 'relevance', 'rel', 'grade', 'label'],
} as const;

/** `negative`, `negatives`, `negative_1`, `neg`, `neg_doc`, `hard_negatives`, `negative_passages`, `sentence3`, … */
const negativeName =
  /^((hard_)?neg(ative)?s?([_-]?\d+)?|neg_docs?|negative_passages|sentence3|sentence_c)$/iu;

export function isNegativeColumn(column: string): boolean {
  return negativeName.test(column.trim());
}

/** The file's own name of the first known column that it has; upper and lower case are the same. */
export function findColumn(columns: readonly string[], names: readonly string[]): string | undefined {
  const own = new Map(columns.map((column) => [column.trim().toLowerCase(), column]));
  for (const name of names) {
    const column = own.get(name);
    if (column !== undefined) return column;
  }
  return undefined;
}

const known = new Set<string>(Object.values(columnNames).flat());

/** Whether a cell of a first line is a column's name rather than data. */
export function isColumnName(cell: string): boolean {
  const name = cell.trim().toLowerCase();
  return known.has(name) || isNegativeColumn(name);
}
