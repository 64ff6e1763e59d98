import type { ScoredDocument } from '../export-query.ts';
import { jsonLine } from './json-line.ts';
import type { LineFormat } from './line-format.ts';

/**
 * `{"query_id","query","positive_passages":[{"docid","title","text"}],"negative_passages":[…]}`, a line for each unit; the
 * trainer draws from the negatives and cannot read none, so units without a negative are left out.
 */
export const tevatronFormat: LineFormat = {
  texts: true,
  write(query, run, { scores }) {
    const passage = ({ document, score }: ScoredDocument): object => ({
      docid: document.id,
      title: document.title,
      text: document.text,
      ...(scores === true && run.isScored ? { score } : {}),
    });
    const filled = query.units.filter(({ negatives }) => negatives.length > 0);
    return {
      lines: filled.map(({ positives, negatives }) =>
        jsonLine({
          query_id: query.id,
          query: query.text,
          positive_passages: positives.map(passage),
          negative_passages: negatives.map(passage),
        }),
      ),
      starved: query.units.length - filled.length,
    };
  },
};
