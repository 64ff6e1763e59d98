import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallWorkspace } from './small-workspace.ts';

/** A BEIR folder of the given material as a workspace; labels of one qrels file, as split `test`. */
export function referenceWorkspace(folder: string, qrels: string): ReturnType<typeof smallWorkspace> {
  const documents = recordsOf(join(folder, 'corpus.jsonl'));
  const queries = recordsOf(join(folder, 'queries.jsonl'));
  const documentIndex = new Map(documents.map(({ id }, i) => [id, i]));
  const queryIndex = new Map(queries.map(({ id }, i) => [id, i]));
  const labels = readFileSync(join(folder, 'qrels', qrels), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [query = '', document = '', grade = ''] = line.trimEnd().split('\t');
      return [queryIndex.get(query) ?? -1, documentIndex.get(document) ?? -1, Number(grade)] as const;
    });
  return smallWorkspace({ documents, queries, labels });
}

function recordsOf(path: string): readonly { id: string; title: string; text: string }[] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => {
      const { _id, title = '', text } = JSON.parse(line);
      return { id: String(_id), title: String(title), text: String(text) };
    });
}
