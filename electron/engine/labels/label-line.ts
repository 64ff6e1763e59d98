import { isQrelsHeader, parseQrelsLine } from '../../../shared/evaluation/parse-qrels-line.ts';
import { readGrade, readId, readScore, type Read } from '../import/formats/cell-values.ts';
import type { Fields } from '../import/rows/row.ts';
import { labelDesigns, type LabelDesign } from '../../../shared/domain/label-origin.ts';

/** Who a stored label is of: `adjudication` settles what people said of the pair. */
export const labelKinds = ['human', 'adjudication', 'judge'] as const;
export type LabelKind = (typeof labelKinds)[number];

/** What `labels.export` says of each label beside its grade. */
export type ExportedWord = {
  readonly kind: LabelKind;
  readonly relevant: boolean;
  readonly design: LabelDesign;
};

/** One label as a file says it. */
export type LabelLine = {
  readonly queryId: string;
  readonly documentId: string;
  readonly grade: number;
  /** The pair's inclusion probability, in (0, 1]; null when it is not given. */
  readonly probability: number | null;
  /** Null: whoever the import is said to be by. */
  readonly annotator: string | null;
  /** Null where the line is no export of this program. */
  readonly exported: ExportedWord | null;
};

/** A label from named cells: `query_id`, `document_id`, `grade`, and perhaps `probability` and `annotator`. */
export function labelOfFields(fields: Fields): Read<LabelLine> {
  const query = readId(fields['query_id'], 'query_id');
  if (query.problem !== undefined) return query;
  const document = readId(fields['document_id'], 'document_id');
  if (document.problem !== undefined) return document;
  const grade = readGrade(fields['grade'], 'grade');
  if (grade.problem !== undefined) return grade;
  const probability = readScore(fields['probability'], 'probability');
  if (probability.problem !== undefined) return probability;
  if (probability.value !== null && !(probability.value > 0 && probability.value <= 1)) {
    return { problem: `"probability" is ${probability.value}, not above 0 and at most 1` };
  }
  const name = fields['annotator'] ?? '';
  const annotator: Read<string | null> = name === '' ? { value: null } : readId(name, 'annotator');
  if (annotator.problem !== undefined) return annotator;
  return {
    value: {
      queryId: query.value,
      documentId: document.value,
      grade: grade.value,
      probability: probability.value,
      annotator: annotator.value,
      exported: exportedWord(fields),
    },
  };
}

/** All three, or the line is somebody else's, and what its columns mean is not known. */
function exportedWord({ kind, relevant, design }: Fields): ExportedWord | null {
  const ownKind = labelKinds.find((one) => one === kind);
  const ownDesign = labelDesigns.find((one) => one === design);
  const isRelevant = relevant === true || relevant === 'true';
  if (ownKind === undefined || ownDesign === undefined) return null;
  if (!isRelevant && relevant !== false && relevant !== 'false') return null;
  return { kind: ownKind, relevant: isRelevant, design: ownDesign };
}

/** A label from a line of TREC qrels; null for a first line that only names columns. */
export function labelOfQrels(text: string, isFirst: boolean): Read<LabelLine> | null {
  if (isFirst && isQrelsHeader(text)) return null;
  const line = parseQrelsLine(text);
  if ('problem' in line) return line;
  const { query, document, grade } = line;
  return {
    value: {
      queryId: query,
      documentId: document,
      grade,
      probability: null,
      annotator: null,
      exported: null,
    },
  };
}
