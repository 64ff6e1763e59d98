import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFolder } from './negscope.ts';

export type SampleTruth = {
  /** By ids. */
  readonly isRelevant: (query: string, document: string) => boolean;
  /** By texts, as a judge reads them. */
  readonly isRelevantText: (query: string, document: string) => boolean;
};

/** What answers what in the sample data set, labelled or not. */
export function sampleTruth(): SampleTruth {
  const known = new Set(
    readFileSync(join(sampleFolder, 'truth', 'truth.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t').slice(0, 2).join('\t')),
  );
  const isRelevant = (query: string, document: string): boolean => known.has(`${query}\t${document}`);
  const queries = idsByText('queries.jsonl');
  const documents = idsByText('corpus.jsonl');
  return {
    isRelevant,
    isRelevantText: (query, document) =>
      (queries.get(textKey(query)) ?? []).some((one) =>
        (documents.get(textKey(document)) ?? []).some((other) => isRelevant(one, other)),
      ),
  };
}

function idsByText(file: string): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const line of readFileSync(join(sampleFolder, file), 'utf8').split('\n').filter(Boolean)) {
    const { _id: id, title = '', text } = JSON.parse(line);
    const key = textKey(`${title} ${text}`);
    ids.set(key, [...(ids.get(key) ?? []), id]);
  }
  return ids;
}

/** Titles and texts are joined in more than one way. */
function textKey(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
