import type { TeacherScores } from '../../../shared/ipc/detail-calls.ts';
import { plural } from '../text/format-number.ts';
import { sumOf, type ChartModel } from './chart-model.ts';
import { looks } from './series-looks.ts';
import { plainNumber } from './tune-models.ts';

/** A teacher's scores of positives against those of random documents, each as a share of its own, so that the two can be compared. */
export function teacherModel(name: string, { histogram, positives, random }: TeacherScores): ChartModel {
  const { edges, series } = histogram;
  const [right, drawn] = [series['positives'] ?? [], series['candidates'] ?? []];
  return {
    title: `Scores of ${name}`,
    sentence: 'Share of positives and of random documents at each score: the further apart, the better.',
    n: `n = ${plural(positives.scored, 'positive')}, ${plural(random.scored, 'random document')}`,
    xName: 'score',
    x: Float64Array.from(edges),
    isBinned: true,
    formatX: plainNumber,
    maxShare: null,
    series: [
      { look: looks.random, counts: drawn, whole: sumOf(drawn) },
      { look: looks.positives, counts: right, whole: sumOf(right) },
    ],
  };
}
