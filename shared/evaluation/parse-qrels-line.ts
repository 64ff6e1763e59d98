import { countOf } from '../text/count-text.ts';
import { decimalOf, lineFields, type LineProblem } from './line-fields.ts';

export type QrelsLine = { readonly query: string; readonly document: string; readonly grade: number };

/** One line of relevance labels: TREC (`query 0 document grade`) or BEIR (`query document grade`). */
export function parseQrelsLine(line: string): QrelsLine | LineProblem {
  const fields = lineFields(line, [4, 3]);
  if (fields.length !== 4 && fields.length !== 3) {
    return {
      problem: `${countOf(fields.length, 'column')}; labels have 4 (query 0 document grade) or 3 (query document grade)`,
    };
  }
  const [query = '', second = '', third = '', fourth = ''] = fields;
  const [document, written] = fields.length === 4 ? [third, fourth] : [second, third];
  const grade = decimalOf(written);
  if (grade === null) return { problem: `the grade "${written}" is no number` };
  return { query, document, grade };
}

/**
 * Whether a first line names columns, as BEIR's `query-id corpus-id score` does. A line with a number in it is none, whatever its grade: a
 * label that cannot be read is said, not passed over.
 */
export function isQrelsHeader(line: string): boolean {
  const fields = lineFields(line, [4, 3]);
  return (
    /^(?:query[-_]?id|qid|query|topic)$/i.test(fields[0] ?? '') &&
    fields.length > 1 &&
    fields.every((field) => decimalOf(field) === null)
  );
}
