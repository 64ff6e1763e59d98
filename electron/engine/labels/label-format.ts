import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';

export type LabelFormatName = 'jsonl' | 'csv' | 'trec';

/** A stored label with the ids of the data; null and empty where there is nothing to say. */
export const ExportedLabel = z.object({
  query_id: z.string(),
  document_id: z.string(),
  grade: z.number().nullable(),
  probability: z.number().nullable(),
  annotator: z.string(),
  kind: z.string(),
  relevant: z.boolean(),
  design: z.string(),
  value: z.string().nullable(),
  note: z.string(),
  /** JSON. */
  evidence: z.string().nullable(),
  blind: z.boolean().nullable(),
  milliseconds: z.int().nullable(),
  /** ISO 8601. */
  given: z.string().nullable(),
});
export type ExportedLabel = z.infer<typeof ExportedLabel>;

/** In the order in which they are written. */
export const labelColumns = ExportedLabel.keyof().options;

type LabelFormat = {
  readonly header: string;
  readonly line: (label: ExportedLabel) => string;
};

/** What `labels.import` reads again: what JSON Lines and CSV say of a label comes back as it was. */
export const labelFormats: Readonly<Record<LabelFormatName, LabelFormat>> = {
  jsonl: {
    header: '',
    line: (label) =>
      `${JSON.stringify(Object.fromEntries(labelColumns.flatMap((column) => said(column, label))))}\n`,
  },
  csv: {
    header: `${labelColumns.join(',')}\n`,
    line: (label) => `${labelColumns.map((column) => cell(label[column])).join(',')}\n`,
  },
  trec: {
    header: '',
    line: ({ query_id, document_id, grade }) => `${word(query_id)} 0 ${word(document_id)} ${grade ?? 0}\n`,
  },
};

/** A name and its value, where there is one. */
function said(column: keyof ExportedLabel, label: ExportedLabel): readonly (readonly [string, unknown])[] {
  const value = label[column];
  if (value === null || value === '') return [];
  return [[column, column === 'evidence' ? JSON.parse(String(value)) : value]];
}

/** RFC 4180. */
function cell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]/u.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

function word(id: string): string {
  if (/\s/u.test(id)) {
    throw new AppError(
      'invalid-input',
      `id ${JSON.stringify(id)} holds white space, which TREC qrels cannot carry; choose jsonl or csv`,
    );
  }
  return id;
}
