import { AppError } from '../../../shared/errors.ts';

export type LabelFormatName = 'jsonl' | 'csv' | 'trec';

/** A stored label with the ids of the data. */
export type ExportedLabel = {
  readonly query_id: string;
  readonly document_id: string;
  readonly grade: number;
  readonly probability: number | null;
  readonly annotator: string;
  readonly kind: string;
  readonly relevant: boolean;
  readonly design: string;
};

type LabelFormat = {
  readonly header: string;
  readonly line: (label: ExportedLabel) => string;
};

const columns = [
  'query_id',
  'document_id',
  'grade',
  'probability',
  'annotator',
  'kind',
  'relevant',
  'design',
] as const satisfies readonly (keyof ExportedLabel)[];

/** What `labels.import` reads again, kind, relevance and design with the rest. */
export const labelFormats: Readonly<Record<LabelFormatName, LabelFormat>> = {
  jsonl: {
    header: '',
    line: ({ probability, ...label }) =>
      `${JSON.stringify({ ...label, ...(probability === null ? {} : { probability }) })}\n`,
  },
  csv: {
    header: `${columns.join(',')}\n`,
    line: (label) => `${columns.map((column) => cell(label[column])).join(',')}\n`,
  },
  trec: {
    header: '',
    line: ({ query_id, document_id, grade }) => `${word(query_id)} 0 ${word(document_id)} ${grade}\n`,
  },
};

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
