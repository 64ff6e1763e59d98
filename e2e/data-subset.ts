import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Subset = { readonly split: string; readonly queries: number; readonly documents: number };

/**
 * The first `queries` of a BEIR folder's split with all their labelled documents, filled up with others to `documents`:
 * small enough to encode in a test, real enough to mean something.
 */
export function writeSubset(source: string, target: string, { split, queries, documents }: Subset): void {
  const [header = '', ...labels] = lines(join(source, 'qrels', `${split}.tsv`));
  const wantedQueries = new Set(
    [...new Set(labels.map((line) => line.split('\t')[0] ?? ''))].slice(0, queries),
  );
  const keptLabels = labels.filter((line) => wantedQueries.has(line.split('\t')[0] ?? ''));
  const wantedDocuments = new Set(keptLabels.map((line) => line.split('\t')[1] ?? ''));
  const corpus = lines(join(source, 'corpus.jsonl'));
  const labelled = corpus.filter((line) => wantedDocuments.has(idOf(line)));
  const others = corpus.filter((line) => !wantedDocuments.has(idOf(line)));
  mkdirSync(join(target, 'qrels'), { recursive: true });
  write(
    join(target, 'corpus.jsonl'),
    [...labelled, ...others].slice(0, Math.max(documents, labelled.length)),
  );
  write(
    join(target, 'queries.jsonl'),
    lines(join(source, 'queries.jsonl')).filter((line) => wantedQueries.has(idOf(line))),
  );
  write(join(target, 'qrels', `${split}.tsv`), [header, ...keptLabels]);
}

function idOf(line: string): string {
  return /"_id":\s*"([^"]*)"/.exec(line)?.[1] ?? '';
}

function lines(path: string): string[] {
  return readFileSync(path, 'utf8').split('\n').filter(Boolean);
}

function write(path: string, rows: readonly string[]): void {
  writeFileSync(path, `${rows.join('\n')}\n`);
}
