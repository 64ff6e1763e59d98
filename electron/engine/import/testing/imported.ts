import { join } from 'node:path';
import { contentsOf, type ImportBench } from './import-files.ts';

/** Objects as JSON Lines. */
export function jsonLines(...rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** Imports one file and says what came in, in short. */
export async function imported(bench: ImportBench, name: string, content: string | Uint8Array) {
  const report = await bench.import([join(bench.write('data', { [name]: content }), name)]);
  const contents = await contentsOf(await bench.opened());
  return {
    format: report.format,
    refused: report.refused,
    runs: report.supplied_runs,
    documents: contents.documents.map(({ text }) => text),
    labels: contents.labels.map(({ query, document, grade }) => `${query} ${document} ${grade}`),
    supplied: contents.supplied.map(
      ({ query, document, position, score }) => `${query} ${document} ${position} ${score}`,
    ),
  };
}
