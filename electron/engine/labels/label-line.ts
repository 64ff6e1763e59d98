import { isQrelsHeader, parseQrelsLine } from '../../../shared/evaluation/parse-qrels-line.ts';
import { isGiven, readGrade, readId, readScore, type Read } from '../import/formats/cell-values.ts';
import type { Fields } from '../import/rows/row.ts';
import { noRemark, readExportedWord, readRemark, type ExportedWord, type Remark } from './exported-word.ts';

/** One label as a file says it. */
export type LabelLine = {
  readonly queryId: string;
  readonly documentId: string;
  /** Null only where an export says a word that is none ("can't tell"). */
  readonly grade: number | null;
  /** The pair's inclusion probability, in (0, 1]; null when it is not given. */
  readonly probability: number | null;
  /** Null: whoever the import is said to be by. */
  readonly annotator: string | null;
  /** Null where the line is no export of this program. */
  readonly exported: ExportedWord | null;
  readonly remark: Remark;
};

/** A label from named cells: `query_id`, `document_id`, `grade`, and perhaps `probability`, `annotator`, and what an export says beside. */
export function labelOfFields(fields: Fields): Read<LabelLine> {
  const query = readId(fields['query_id'], 'query_id');
  if (query.problem !== undefined) return query;
  const document = readId(fields['document_id'], 'document_id');
  if (document.problem !== undefined) return document;
  const exported = readExportedWord(fields);
  if (exported.problem !== undefined) return exported;
  const isGradeless = exported.value?.value !== undefined && !isGiven(fields['grade']);
  const grade: Read<number | null> = isGradeless ? { value: null } : readGrade(fields['grade'], 'grade');
  if (grade.problem !== undefined) return grade;
  const probability = readScore(fields['probability'], 'probability');
  if (probability.problem !== undefined) return probability;
  if (probability.value !== null && !(probability.value > 0 && probability.value <= 1)) {
    return { problem: `"probability" is ${probability.value}, not above 0 and at most 1` };
  }
  const name = fields['annotator'] ?? '';
  const annotator: Read<string | null> = name === '' ? { value: null } : readId(name, 'annotator');
  if (annotator.problem !== undefined) return annotator;
  const remark = readRemark(fields);
  if (remark.problem !== undefined) return remark;
  return {
    value: {
      queryId: query.value,
      documentId: document.value,
      grade: grade.value,
      probability: probability.value,
      annotator: annotator.value,
      exported: exported.value,
      remark: remark.value,
    },
  };
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
      remark: noRemark,
    },
  };
}
