import { countOf } from '../../../../shared/text/count-text.ts';
import type { TableShape } from '../plan/table-shape.ts';
import type { Fields } from '../rows/row.ts';
import { isGiven, readGrade, readId, readScore, readText, type Read } from './cell-values.ts';
import type { Example, ReadExample } from './example.ts';
import { beginsList, listInCell } from './list-in-cell.ts';
import { readDocuments, type ScoredDocument } from './named-documents.ts';

/** A reader of rows of a table of examples. `ids`: bare texts in its cells are ids of the corpus (NeMo). */
export function createReadExample(shape: TableShape, ids: boolean): ReadExample {
  const { columns, meaning, emptyIsAbsent } = shape;
  const listColumns = new Set(shape.listColumns);

  function cell(fields: Fields, column: string): unknown {
    const value = fields[column];
    if (emptyIsAbsent && value === '') return null;
    return listColumns.has(column) ? (listInCell(value) ?? value) : value;
  }

  function documentsIn(fields: Fields, column: string): Read<readonly ScoredDocument[]> {
    const value = cell(fields, column);
    if (listColumns.has(column) && beginsList(value))
      return { problem: `"${column}" begins like a list and is none that can be read` };
    return readDocuments(value, column, ids);
  }

  return (fields) => {
    const text = readText(fields[columns.query], columns.query);
    if (text.problem !== undefined) return text;
    const id = columns.queryId === null ? null : readId(fields[columns.queryId], columns.queryId);
    if (id?.problem !== undefined) return id;
    const query = { id: id?.value ?? null, text: text.value };
    const documents = documentsIn(fields, columns.positive);
    if (documents.problem !== undefined) return documents;
    const rest = documentsOf(fields, documents.value);
    return rest.problem !== undefined ? rest : { value: { query, ...rest.value } };
  };

  function documentsOf(fields: Fields, documents: readonly ScoredDocument[]): Read<Omit<Example, 'query'>> {
    if (meaning === 'graded') return graded(fields, documents);
    if (meaning === 'first-positive') {
      const scored = withScores(documents, listOf(fields, columns.score), columns.score);
      if (scored.problem !== undefined) return scored;
      return { value: { labels: [], negatives: [], ranked: scored.value } };
    }
    return given(fields, documents);
  }

  function graded(fields: Fields, documents: readonly ScoredDocument[]): Read<Omit<Example, 'query'>> {
    const name = columns.label ?? 'label';
    const grades = listOf(fields, columns.label) ?? [];
    if (grades.length !== documents.length) {
      return { problem: `${countOf(documents.length, 'document')}, but ${grades.length} in "${name}"` };
    }
    const scores = columns.score === columns.label ? null : listOf(fields, columns.score);
    const scored = withScores(documents, scores, columns.score);
    if (scored.problem !== undefined) return scored;
    const labels = [];
    const negatives = [];
    for (const [index, { document, score }] of scored.value.entries()) {
      const grade = readGrade(grades[index], name);
      if (grade.value === undefined) return { problem: grade.problem };
      labels.push({ document, score, grade: grade.value });
      if (grade.value <= 0) negatives.push({ document, score });
    }
    return { value: { labels, negatives, ranked: [] } };
  }

  function given(fields: Fields, positives: readonly ScoredDocument[]): Read<Omit<Example, 'query'>> {
    const negatives: ScoredDocument[] = [];
    for (const column of columns.negatives) {
      const more = documentsIn(fields, column);
      if (more.problem !== undefined) return more;
      // One by one: a row may hold more negatives than a call takes arguments.
      for (const negative of more.value) negatives.push(negative);
    }
    if (positives.length + negatives.length === 0) return { problem: `no "${columns.positive}"` };
    const shared = listOf(fields, columns.score);
    // One number for a whole row is a margin, not a score of each document.
    const isShared = shared !== null && shared.length > 1;
    const scoresOf = (column: string | null, from: number, to?: number): readonly unknown[] | null =>
      column === null && isShared ? shared.slice(from, to) : listOf(fields, column);
    const { positiveScores, negativeScores, score } = columns;
    const scoredPositives = withScores(
      positives,
      scoresOf(positiveScores, 0, positives.length),
      positiveScores ?? score,
    );
    if (scoredPositives.problem !== undefined) return scoredPositives;
    const scored = withScores(negatives, scoresOf(negativeScores, positives.length), negativeScores ?? score);
    if (scored.problem !== undefined) return scored;
    return {
      value: {
        labels: scoredPositives.value.map((positive) => ({ ...positive, grade: 1 })),
        negatives: scored.value,
        ranked: [],
      },
    };
  }

  function listOf(fields: Fields, column: string | null): readonly unknown[] | null {
    if (column === null) return null;
    const value = listInCell(fields[column]) ?? fields[column];
    if (!isGiven(value)) return null;
    return Array.isArray(value) ? value : [value];
  }
}

function withScores(
  documents: readonly ScoredDocument[],
  scores: readonly unknown[] | null,
  name: string | null,
): Read<readonly ScoredDocument[]> {
  if (scores === null) return { value: documents };
  if (scores.length !== documents.length) {
    return {
      problem: `${countOf(documents.length, 'document')}, but ${scores.length} in "${name ?? 'scores'}"`,
    };
  }
  const scored: ScoredDocument[] = [];
  for (const [index, { document }] of documents.entries()) {
    const score = readScore(scores[index], name ?? 'scores');
    if (score.value === undefined) return { problem: score.problem };
    scored.push({ document, score: score.value });
  }
  return { value: scored };
}
