import type { ColumnChoice } from '../../../shared/ipc/data-calls.ts';
import type { Output } from '../../../shared/ipc/contract.ts';
import { foreseeRefusals } from './foresee-refusals.ts';
import type { InspectedFile } from './files/inspect-file.ts';
import type { ImportPlan } from './plan/import-plan.ts';
import { planImport, type PlanRequest } from './plan/plan-import.ts';
import { tableShape } from './plan/table-shape.ts';

const shownRows = 20;
const checkedRows = 1000;
const shownCharacters = 300;

/** What an import would read: the format and why, the columns and what they are taken for, first rows, and lines that would be left out. */
export async function previewDataSet(request: PlanRequest): Promise<Output<'dataset.preview'>> {
  const plan = await planImport(request);
  const source = plan.examples[0]?.source ?? plan.corpus[0];
  const rows = source === undefined ? [] : source.rows.slice(0, shownRows);
  const columns = [...(source?.columns ?? [])];
  return {
    format: plan.format,
    reason: plan.reason,
    columns,
    chosen: chosenColumns(plan, source, request.columns),
    rows: rows.map((row) => columns.map((column) => shown(row[column]))),
    ...(await foreseeRefusals(plan, request.columns, checkedRows)),
  };
}

function chosenColumns(
  plan: ImportPlan,
  source: InspectedFile | undefined,
  choice: ColumnChoice,
): ColumnChoice {
  const shape = plan.examples.length === 0 || source === undefined ? null : tableShape(source, choice);
  if (shape === null) return choice;
  const { query, positive, negatives, label, score } = shape.columns;
  return {
    query,
    positive,
    ...(negatives.length === 0 ? {} : { negative: [...negatives] }),
    ...(label === null ? {} : { label }),
    ...(score === null ? {} : { score }),
  };
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}
