import type { QueryContext } from '../../../../shared/ipc/detail-calls.ts';
import { formatCount, formatScore } from '../../text/format-number.ts';

type OtherTeachersProps = {
  readonly others: QueryContext['others'];
  readonly document: number;
};

/** What other teachers make of the same candidate, where a pool of theirs is stored. */
export function OtherTeachers({ others, document }: OtherTeachersProps) {
  if (others.length === 0) return null;
  return (
    <ul className="row wrap other-teachers" aria-label="Other teachers">
      {others.map(({ teacher, poolSize, candidates, positives }) => {
        const found = candidates.find((one) => one.document === document);
        const scored = positives.flatMap(({ score }) => (score === null ? [] : [score]));
        const lowest = scored.length === 0 ? null : Math.min(...scored);
        return (
          <li
            key={teacher}
            className="chip"
            title={
              found
                ? `Its rank and score by ${teacher}${lowest === null ? '' : `; the lowest positive there has ${formatScore(lowest)}`}.`
                : `Not among the first ${formatCount(poolSize)} of ${teacher}.`
            }
          >
            <bdi>{teacher}</bdi>
            {found ? (
              <>
                {' '}
                <b className="tabular">{formatScore(found.score)}</b>, rank {formatCount(found.rank)}
                {lowest !== null && found.score >= lowest ? ' · above its positive' : ''}
              </>
            ) : (
              <> not in its first {formatCount(poolSize)}</>
            )}
          </li>
        );
      })}
    </ul>
  );
}
