import { formatShare } from '../../text/format-number.ts';

export type TeacherFigures = {
  /** nDCG@10 on the split; null where no query has a relevant document. */
  readonly ndcg: number | null;
  /** Share of (positive, random document) pairs in the right order. */
  readonly separation: number | null;
  readonly outside: { readonly count: number; readonly of: number };
};

export type TeacherVerdict = {
  readonly grade: 'good' | 'fair' | 'weak' | 'unknown';
  readonly sentence: string;
};

/** Below these a teacher's order says little about relevance: its "hard" negatives are then not hard, or not negatives. A rule of thumb, said as one. */
const weakBelow = { ndcg: 0.25, separation: 0.85, insideShare: 0.6 };
const goodFrom = { ndcg: 0.45, separation: 0.95, insideShare: 0.85 };

/** Whether a teacher is good enough to mine with, in a sentence with the numbers that say so. */
export function teacherVerdict({ ndcg, separation, outside }: TeacherFigures): TeacherVerdict {
  if (ndcg === null || outside.of === 0) return unknown('This split has no query with a positive');
  if (separation === null) {
    return unknown('The teacher scores no positive of this split and a random document beside it');
  }
  const inside = 1 - outside.count / outside.of;
  const numbers = `nDCG@10 ${ndcg.toFixed(3)}, ${formatShare(separation, 1)} of positives above a random document, ${formatShare(inside, 1)} of positives within reach of the pool`;
  if (ndcg < weakBelow.ndcg || separation < weakBelow.separation || inside < weakBelow.insideShare) {
    return {
      grade: 'weak',
      sentence: `Probably too weak to mine with (${numbers}): its scores tell relevant from irrelevant poorly here. Try another teacher.`,
    };
  }
  if (ndcg >= goodFrom.ndcg && separation >= goodFrom.separation && inside >= goodFrom.insideShare) {
    return { grade: 'good', sentence: `Good enough to mine with by the usual marks (${numbers}).` };
  }
  return {
    grade: 'fair',
    sentence: `Usable with care (${numbers}): read some suspects before you trust a margin.`,
  };
}

function unknown(why: string): TeacherVerdict {
  return { grade: 'unknown', sentence: `${why}: how good it is cannot be told.` };
}
