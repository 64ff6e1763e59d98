import { countOf } from '../text/count-text.ts';
import { decimalOf, lineFields, type LineProblem } from './line-fields.ts';

export type RunLine = { readonly query: string; readonly document: string; readonly score: number };

/**
 * One line of a TREC run (`query Q0 document rank score tag`) or of a Tevatron ranking (`query document score`). The score
 * is rounded to float32, as trec_eval and every score here; the written rank is ignored, as trec_eval does.
 */
export function parseRunLine(line: string): RunLine | LineProblem {
  const fields = lineFields(line, [6, 3]);
  const [query = '', second = '', third = '', , fifth = ''] = fields;
  if (fields.length !== 6 && fields.length !== 3) {
    return {
      problem: `${countOf(fields.length, 'column')}; a run has 6 (query Q0 document rank score tag) or 3 (query document score)`,
    };
  }
  const [document, written] = fields.length === 6 ? [third, fifth] : [second, third];
  const score = Math.fround(decimalOf(written) ?? NaN);
  if (!Number.isFinite(score)) return { problem: `the score "${written}" is no finite number` };
  return { query, document, score };
}
