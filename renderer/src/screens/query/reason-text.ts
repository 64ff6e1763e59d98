import type { CandidateView } from '../../../../shared/ipc/view-calls.ts';
import { formatAgainst } from '../../text/format-number.ts';

type Failed = CandidateView['failed'][number];

/** A failed rule with both numbers of its comparison: "PercPos: 0.536 ≥ 0.405". */
export function reasonText(
  { rule, bound }: Failed,
  { score, rank }: Pick<CandidateView, 'score' | 'rank'>,
): string {
  const at = bound ?? Number.NaN;
  const [left, right] = formatAgainst(score, at);
  switch (rule) {
    case 'shifted':
      return `Shifted: rank ${rank} ≤ ${at}`;
    case 'range-max':
      return `Ranks up to: rank ${rank} > ${at}`;
    case 'abs':
      return `Abs: ${left} ≥ ${right}`;
    case 'margin-pos':
      return `MarginPos: ${left} ≥ ${right}`;
    case 'perc-pos':
      return `PercPos: ${left} ≥ ${right}`;
    case 'min-score':
      return `Min score: ${left} < ${right}`;
    case 'near-duplicate':
      return `Near-duplicate: cosine to a positive ≥ ${at}`;
    case 'no-anchor':
      return 'No anchor: no positive has a score of this teacher';
  }
}
