import type { Database } from '../workspace/database.ts';

/** For each document its place when ids are sorted ascending by their UTF-8 bytes, as trec_eval compares them. */
export async function idOrder(database: Database, documentCount: number): Promise<Int32Array> {
  const order = new Int32Array(documentCount);
  let place = 0;
  for await (const [documents = []] of database.chunks('SELECT document FROM documents ORDER BY id')) {
    for (const document of documents) order[Number(document)] = place++;
  }
  return order;
}
