import type { RefusedLine } from '../../../shared/domain/import-report.ts';
import type { ColumnChoice } from '../../../shared/ipc/data-calls.ts';
import { openDatabase } from '../workspace/open-database.ts';
import { schema } from '../workspace/schema.ts';
import { firstRows, type InspectedFile } from './files/inspect-file.ts';
import { openIntake } from './intake/intake.ts';
import type { ImportPlan } from './plan/import-plan.ts';
import { tableShape } from './plan/table-shape.ts';
import type { Row } from './rows/row.ts';
import { takePlan } from './take-plan.ts';

/** What an import would leave out, as far as was looked. */
export type ForeseenRefusals = {
  readonly refused: RefusedLine[];
  readonly refusedTotal: number;
  /** So many rows of each file were looked at; null when that was all of them: then the import refuses just these. */
  readonly checkedRows: number | null;
};

/**
 * Takes the first rows of each file in as an import would, into memory that is then forgotten. A label to a text that lies
 * beyond them is no mistake: where corpus or queries were not looked at whole, rows that only name ids are read, but not taken.
 */
export async function foreseeRefusals(
  plan: ImportPlan,
  columns: ColumnChoice,
  checkedRows: number,
): Promise<ForeseenRefusals> {
  const heads = new Map<InspectedFile, readonly Row[]>();
  const references = [...plan.labels, ...plan.triples].map(({ source }) => source);
  const examples = plan.examples.filter(({ source }) => tableShape(source, columns) !== null);
  const texts = [...plan.corpus, ...plan.queries];
  for (const source of [...texts, ...references, ...plan.examples.map(({ source: one }) => one)])
    heads.set(source, await firstRows(source.file, source.container, checkedRows + 1));
  const isWhole = (source: InspectedFile): boolean => (heads.get(source)?.length ?? 0) <= checkedRows;
  const knowsIds = texts.every(isWhole);
  const isTaken = knowsIds || plan.corpus.length === 0;
  const taken = {
    ...plan,
    ...(knowsIds ? {} : { labels: [], triples: [] }),
    examples: isTaken ? examples : [],
  };
  const database = await openDatabase(':memory:', { threads: 1 });
  try {
    await database.run(schema);
    const intake = await openIntake({ database, file: (...parts) => parts.join('/') }, false);
    async function* read(source: InspectedFile): AsyncGenerator<readonly Row[]> {
      yield (heads.get(source) ?? []).slice(0, checkedRows);
    }
    await takePlan(taken, columns, intake, read);
    const { refusals } = intake;
    const left = [...(knowsIds ? [] : references), ...plan.examples.flatMap(({ source }) => source)].filter(
      (source) => !taken.examples.some((one) => one.source === source),
    );
    for (const source of left)
      for await (const rows of read(source))
        for (const { line, problem } of rows)
          if (problem !== undefined) refusals.add({ file: source.file.name, line }, problem);
    return {
      refused: refusals.list,
      refusedTotal: refusals.total,
      checkedRows: [...heads.keys()].every(isWhole) ? null : checkedRows,
    };
  } finally {
    await database.close();
  }
}
