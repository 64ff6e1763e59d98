import type { DataFormat } from '../../../../shared/domain/import-report.ts';
import type { InspectedFile } from '../files/inspect-file.ts';

export type LabelFile = { readonly source: InspectedFile; readonly split: string };
export type ExampleFile = { readonly source: InspectedFile; readonly split: string };

/** What will be read, in which order and as what. */
export type ImportPlan = {
  readonly format: DataFormat;
  /** Why this format, in a sentence. */
  readonly reason: string;
  readonly corpus: readonly InspectedFile[];
  readonly queries: readonly InspectedFile[];
  readonly labels: readonly LabelFile[];
  readonly triples: readonly LabelFile[];
  readonly examples: readonly ExampleFile[];
};

/** Formats that consist of a corpus, queries and labels between their ids. */
export function isJudgedFormat(format: DataFormat): boolean {
  return format === 'beir' || format === 'trec' || format === 'msmarco';
}
