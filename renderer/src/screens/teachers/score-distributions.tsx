import { useMemo } from 'react';
import type { TeacherScores } from '../../../../shared/ipc/detail-calls.ts';
import { useApp } from '../../app-context.ts';
import { teacherModel } from '../../charts/teacher-model.ts';
import { ChartCard } from '../../components/chart-card.tsx';
import { formatCount, formatScore, plural } from '../../text/format-number.ts';

type ScoreDistributionsProps = {
  readonly scores: TeacherScores;
  readonly name: string;
  /** What was measured, for a saved file. */
  readonly data: string;
};

/** Scores of positives against random documents, with its table and its files. */
export function ScoreDistributions({ scores, name, data }: ScoreDistributionsProps) {
  const { palette } = useApp();
  const model = useMemo(() => teacherModel(name, scores), [name, scores]);
  const { positives, random, queries, queriesTotal } = scores;
  const means = `Mean score of positives ${formatScore(positives.mean)}, of random documents ${formatScore(random.mean)}`;
  const sample =
    queries < queriesTotal
      ? `sample of ${formatCount(queries)} of ${plural(queriesTotal, 'query', 'queries')}`
      : `all ${plural(queries, 'query', 'queries')}`;
  const unscored =
    positives.unscored > 0 ? `, ${plural(positives.unscored, 'positive')} without a score` : '';
  const summary = `${means}; ${sample}${unscored}.`;
  return (
    <>
      <ChartCard
        className="score-distributions"
        model={model}
        palette={palette}
        caption={() => [data, summary]}
        summary={summary}
        overlay={null}
      />
      <p className="secondary">{summary}</p>
    </>
  );
}
