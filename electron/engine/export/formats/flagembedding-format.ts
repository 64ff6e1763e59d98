import { documentText } from '../../../../shared/text/document-text.ts';
import type { ScoredDocument } from '../export-query.ts';
import { jsonLine } from './json-line.ts';
import type { LineFormat } from './line-format.ts';

/**
 * `{"query","pos":[…],"neg":[…],"pos_scores":[…],"neg_scores":[…]}`, a line for each unit. Its trainer cannot read an empty
 * `neg` (it divides by its length), so units without a negative are left out; it repeats negatives where there are few.
 */
export const flagEmbeddingFormat: LineFormat = {
  texts: true,
  write(query, run, { scores }) {
    const filled = query.units.filter(({ negatives }) => negatives.length > 0);
    return {
      lines: filled.map(({ positives, negatives }) =>
        jsonLine({
          query: query.text,
          pos: positives.map(textOf),
          neg: negatives.map(textOf),
          ...(!run.isScored || scores === false
            ? {}
            : { pos_scores: positives.map(scoreOf), neg_scores: negatives.map(scoreOf) }),
        }),
      ),
      starved: query.units.length - filled.length,
    };
  },
};

function textOf({ document }: ScoredDocument): string {
  return documentText(document.title, document.text);
}

function scoreOf({ score }: ScoredDocument): number | null {
  return score;
}
