import { AppError } from '../../../../shared/errors.ts';
import type { ColumnChoice } from '../../../../shared/ipc/data-calls.ts';
import type { DataFormat } from '../../../../shared/domain/import-report.ts';
import type { Intake } from '../intake/intake.ts';
import type { Place } from '../intake/refusals.ts';
import type { ExampleFile } from '../plan/import-plan.ts';
import { tableShape } from '../plan/table-shape.ts';
import type { Example } from './example.ts';
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

  /** Everything that the row names is read before any of it is taken: of a refused row nothing stays. */
  function take(example: Example, place: Place): void {
    const { queries, documents, labels, supplied } = intake;
    const read = queries.readMention(example.query.id, example.query.text);
    if (read.problem !== undefined) return intake.refusals.add(place, read.problem);
    const named = [...example.labels, ...example.negatives, ...example.ranked];
    const mentions = documents.readMentions(
      named.map(({ document }) => document),
      place,
    );
    if (mentions.problem !== undefined) return intake.refusals.add(place, mentions.problem);
    const query = queries.addMention(read.value, records, place);
    const taken = mentions.value.map((mention) => {
      const record = withCorpus ? null : rowIsDocument ? records : documents.count;
      return documents.addMention(mention, !withCorpus, record, place);
    });
    const firstNegative = example.labels.length;
    const firstRanked = firstNegative + example.negatives.length;
    for (const [i, { grade, score }] of example.labels.entries())
      labels.add({ query, document: taken[i] ?? -1, grade, split, score }, place);
    for (const [position, { score }] of example.negatives.entries())
      supplied.add({ query, document: taken[firstNegative + position] ?? -1, split, position, score }, place);
    for (const [position, { score }] of example.ranked.entries()) {
      const document = taken[firstRanked + position] ?? -1;
      if (queriesWithPositive.has(query)) supplied.add({ query, document, split, position, score }, place);
      else labels.add({ query, document, grade: 1, split, score }, place);
      queriesWithPositive.add(query);
    }
  }
}
