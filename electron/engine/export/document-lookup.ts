import type { DuckDBValue } from '@duckdb/node-api';
import { AppError } from '../../../shared/errors.ts';
import type { Database } from '../workspace/database.ts';
import type { ExportDocument } from './export-query.ts';

/** Documents by index, read together: ids alone, or with their texts. Throws `workspace-damaged` for an index without a document. */
export async function lookUpDocuments(
  database: Database,
  indexes: ReadonlySet<number>,
  withTexts: boolean,
): Promise<(index: number) => ExportDocument> {
  const found = new Map<number, ExportDocument>();
  const columns = withTexts ? 'document, id, title, text' : 'document, id';
  const chunks = database.chunks(
    `SELECT ${columns} FROM documents WHERE document IN (SELECT unnest(CAST($1 AS INTEGER[])))`,
    [`[${[...indexes].join(',')}]`],
  );
  for await (const [documents = [], ids = [], titles = [], texts = []] of chunks) {
    for (const [i, index] of documents.entries()) {
      found.set(Number(index), {
        id: textOf(ids[i]),
        title: withTexts ? textOf(titles[i]) : '',
        text: withTexts ? textOf(texts[i]) : '',
      });
    }
  }
  return (index) => {
    const document = found.get(index);
    if (document === undefined) {
      throw new AppError(
        'workspace-damaged',
        `the run speaks of document ${index}, which the workspace does not have; mine it again`,
      );
    }
    return document;
  };
}

function textOf(value: DuckDBValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
