import { describe, expect, it } from 'vitest';
import { teacherVerdict } from './teacher-verdict.ts';

describe('whether a teacher is good enough', () => {
  it('grades by the weakest figure and says its numbers', () => {
    const outside = { count: 5, of: 100 };
    expect(teacherVerdict({ ndcg: 0.645, separation: 0.99, outside }).grade).toBe('good');
    expect(teacherVerdict({ ndcg: 0.35, separation: 0.99, outside }).grade).toBe('fair');
    expect(teacherVerdict({ ndcg: 0.645, separation: 0.7, outside }).grade).toBe('weak');
    expect(
      teacherVerdict({ ndcg: 0.645, separation: 0.99, outside: { count: 50, of: 100 } }).sentence,
    ).toMatch(/50\.0\u00a0% of positives within reach/);
  });
  it('says nothing where nothing was measured', () => {
    const outside = { count: 0, of: 1 };
    expect(teacherVerdict({ ndcg: null, separation: 0.9, outside })).toMatchObject({
      grade: 'unknown',
      sentence: expect.stringMatching(/^This split has no query with a positive/),
    });
    expect(teacherVerdict({ ndcg: 1, separation: null, outside })).toMatchObject({
      grade: 'unknown',
      sentence: expect.stringMatching(/no positive of this split and a random document beside it/),
    });
  });
});
