import { AppError } from '../../../../shared/errors.ts';
import { candidatesOf, negativesOf } from '../export-query.ts';
import type { LineFormat } from './line-format.ts';

/**
 * `query Q0 document rank score tag`: the selected negatives, or with `candidates` the whole pool. Ranks are the pool's.
 * Queries without a line are left out. Errors: `invalid-input` for an id with white space, and for documents without a score.
 */
export const trecRunFormat: LineFormat = {
  texts: false,
  write(query, _run, { candidates }) {
    const documents = candidates ? candidatesOf(query) : negativesOf(query);
    return {
      lines: documents.map(({ document, rank, score }) => {
        if (score === null) {
          throw new AppError(
            'invalid-input',
            `query ${query.id}, document ${document.id}: no score, and a TREC run needs one; choose another format`,
          );
        }
        return `${word(query.id, 'query')} Q0 ${word(document.id, 'document')} ${rank} ${score} negscope\n`;
      }),
      starved: documents.length === 0 ? 1 : 0,
    };
  },
};

function word(id: string, what: string): string {
  if (/[\s\u0085]/u.test(id)) {
    throw new AppError(
      'invalid-input',
      `${what} id ${JSON.stringify(id)} holds white space, which a TREC run cannot carry; choose another format`,
    );
  }
  return id;
}
