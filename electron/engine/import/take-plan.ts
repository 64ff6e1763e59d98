import type { ColumnChoice } from '../../../shared/ipc/data-calls.ts';
import type { ReadSource } from './formats/read-source.ts';
import { takeExamples } from './formats/take-examples.ts';
import { takeLabels, takeTriples } from './formats/take-labels.ts';
import { takeCorpus, takeQueries } from './formats/take-texts.ts';
import type { Intake, IntakeEnd } from './intake/intake.ts';
import type { ImportPlan } from './plan/import-plan.ts';

/** Takes everything in that a plan names: corpus, queries, labels, examples. Returns the records that were met, by side. */
export async function takePlan(
  plan: ImportPlan,
  columns: ColumnChoice,
  intake: Intake,
  read: ReadSource,
): Promise<IntakeEnd['records']> {
  let documents = 0;
  let queries = 0;
  for (const source of plan.corpus) documents += await takeCorpus(source, intake, read, documents);
  for (const source of plan.queries) queries += await takeQueries(source, intake, read, queries);
  for (const labels of plan.labels) await takeLabels(labels, intake, read);
  for (const triples of plan.triples) await takeTriples(triples, intake, read);
  const withCorpus = plan.corpus.length > 0;
  for (const examples of plan.examples) {
    const context = { intake, read, format: plan.format, columns, withCorpus, before: queries };
    queries += await takeExamples(examples, context);
  }
  if (withCorpus) return { documents, queries };
  return { documents: plan.format === 'pairs' ? queries : intake.documents.count, queries };
}
