import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentText } from '../shared/text/document-text.ts';
import { sampleFolder } from './negscope.ts';

export type SampleTruth = {
  /** Whether a document answers a query of the sample, by their texts as a judge sees them. */
  readonly isRelevant: (query: string, document: string) => boolean;
  /** The same by their ids. */
  readonly isRelevantPair: (query: string, document: string) => boolean;
};

/** What answers each question of the sample, labelled or not. */
export function readSampleTruth(): SampleTruth {
  const pairs = new Set(
    linesOf('truth', 'truth.tsv')
      .slice(1)
      .map((line) => line.split('\t').slice(0, 2).join('\t')),
  );
  const queryIds = new Map(records('queries.jsonl').map(({ id, text }) => [text, id]));
  const documentIds = new Map(
    records('corpus.jsonl').map(({ id, title, text }) => [documentText(title, text), id]),
  );
  const isRelevantPair = (query: string, document: string): boolean => pairs.has(`${query}\t${document}`);
  return {
    isRelevant: (query, document) =>
      isRelevantPair(queryIds.get(query) ?? '', documentIds.get(document) ?? ''),
    isRelevantPair,
  };
}

function records(file: string): readonly { readonly id: string; readonly title: string; readonly text: string }[] {
  return linesOf(file).map((line) => {
    const record: Partial<Record<string, unknown>> = JSON.parse(line);
    const field = (name: string): string => String(record[name] ?? '');
    return { id: field('_id'), title: field('title'), text: field('text') };
  });
}

function linesOf(...parts: readonly string[]): readonly string[] {
  return readFileSync(join(sampleFolder, ...parts), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}
