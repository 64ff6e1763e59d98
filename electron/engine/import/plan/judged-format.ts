import type { DataFormat } from '../../../../shared/domain/import-report.ts';
import type { InspectedFile } from '../files/inspect-file.ts';
import { isJudgedFormat, type LabelFile } from './import-plan.ts';

/** BEIR, MS MARCO or TREC: they are read alike, by ids; the name tells where the files come from. */
export function judgedFormat(files: {
  readonly corpus: readonly InspectedFile[];
  readonly queries: readonly InspectedFile[];
  readonly labels: readonly LabelFile[];
  /** All that are labels, triples of ids among them. */
  readonly all: readonly InspectedFile[];
  readonly format: DataFormat | undefined;
}): { readonly format: DataFormat; readonly reason: string } {
  const [corpus] = files.corpus;
  const [labels] = files.labels;
  const names = [...files.corpus, ...files.queries, ...files.all].map(({ file }) => file.name).join(', ');
  if (files.format !== undefined && isJudgedFormat(files.format)) {
    return { format: files.format, reason: `said so; found ${names}` };
  }
  if (corpus?.container.kind === 'trec-documents') {
    return { format: 'trec', reason: `a TREC corpus (<DOC>) and labels: ${names}` };
  }
  const labelColumns = labels?.source.columns ?? [];
  if (labelColumns.length === 3 || (corpus?.columns.includes('_id') ?? false)) {
    if (corpus?.container.kind !== 'delimited') {
      return { format: 'beir', reason: `texts with ids and labels between them: ${names}` };
    }
  }
  if (corpus?.container.kind === 'delimited') {
    return { format: 'msmarco', reason: `tab-separated collection, queries and labels: ${names}` };
  }
  return { format: 'trec', reason: `TREC labels of four columns beside texts with ids: ${names}` };
}
