import { AppError } from '../../../../shared/errors.ts';
import type { ColumnChoice } from '../../../../shared/ipc/data-calls.ts';
import type { DataFormat } from '../../../../shared/domain/import-report.ts';
import type { Intake } from '../intake/intake.ts';
import type { Place } from '../intake/refusals.ts';
import type { ExampleFile } from '../plan/import-plan.ts';
import { tableShape } from '../plan/table-shape.ts';
import type { Example, NamedDocument } from './example.ts';
import { createReadExample } from './read-example.ts';
import type { ReadSource } from './read-source.ts';

export type ExampleContext = {
  readonly intake: Intake;
  readonly read: ReadSource;
  readonly format: DataFormat;
  readonly columns: ColumnChoice;
  /** A corpus came beside the examples: other texts lie outside it. */
  readonly withCorpus: boolean;
  /** Rows of the files before this one. */
  readonly before: number;
};

/** Takes a file of examples in; returns its rows, refused ones included. A query's record is its row; so is a document's in plain pairs. */
export async function takeExamples({ source, split }: ExampleFile, context: ExampleContext): Promise<number> {
  const { intake, withCorpus } = context;
  const shape = tableShape(source, context.columns);
  if (shape === null) {
    throw new AppError(
      'invalid-input',
      `${source.file.name}: no columns for query and positive; it has ${source.columns.join(', ') || 'no rows'}. Name them`,
    );
  }
  const referring =
    context.format === 'nemo' && source.container.kind === 'json' && source.container.key === 'data';
  const readExample = createReadExample(shape, referring);
  const rowIsDocument = context.format === 'pairs' && !withCorpus;
  const queriesWithPositive = new Set<number>();
  let records = context.before;
  for await (const rows of context.read(source)) {
    for (const { line, fields, problem } of rows) {
      const place = { file: source.file.name, line };
      const example = fields === undefined ? { problem } : readExample(fields);
      if (example.problem === undefined) take(example.value, place);
      else intake.refusals.add(place, example.problem);
      records++;
    }
  }
  return records - context.before;

  function take(example: Example, place: Place): void {
    const query = intake.queries.addMention(example.query.id, example.query.text, records, place);
    if (query < 0) return;
    for (const { document: named, grade, score } of example.labels) {
      const document = documentOf(named, place);
      if (document >= 0) intake.labels.add({ query, document, grade, split, score }, place);
    }
    for (const [position, { document: named, score }] of example.negatives.entries()) {
      const document = documentOf(named, place);
      if (document >= 0) intake.supplied.add({ query, document, split, position, score }, place);
    }
    for (const [position, { document: named, score }] of example.ranked.entries()) {
      const document = documentOf(named, place);
      if (document < 0) continue;
      if (queriesWithPositive.has(query))
        intake.supplied.add({ query, document, split, position, score }, place);
      else intake.labels.add({ query, document, grade: 1, split, score }, place);
      queriesWithPositive.add(query);
    }
  }

  function documentOf(named: NamedDocument, place: Place): number {
    const { documents } = intake;
    if (named.text === null) {
      const known = documents.withId(named.id);
      if (known < 0) intake.refusals.add(place, `unknown document id "${named.id}"`);
      return known;
    }
    const record = withCorpus ? null : rowIsDocument ? records : documents.count;
    return documents.addMention(named, !withCorpus, record, place);
  }
}
