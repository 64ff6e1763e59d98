import { documentText } from '../../../../shared/text/document-text.ts';
import {
  negativesOf,
  type ExportRun,
  type ExportUnit,
  type ExportQuery,
  type ScoredDocument,
} from '../export-query.ts';
import { jsonLine } from './json-line.ts';
import type { LineFormat, QueryLines } from './line-format.ts';

/**
 * `{"anchor","positive","negative"}`, a row for each positive and each negative of its unit: sentence-transformers reads a
 * query in several rows as one with several positives. `scores` is [positive, negative]. Units without a negative are left out.
 */
export const tripletFormat: LineFormat = {
  texts: true,
  write: (query, run, { scores }) =>
    unitRows(query, 1, (unit) =>
      unit.positives.flatMap((positive) =>
        unit.negatives.map((negative) => ({
          anchor: query.text,
          positive: textOf(positive),
          negative: textOf(negative),
          ...(withScores(run, scores) ? { scores: [positive.score, negative.score] } : {}),
        })),
      ),
    ),
};

/**
 * `{"anchor","positive","negative_1",…,"negative_n"}`, a row for each positive; `scores` is [positive, n1, …, nn]. A row must
 * have all n: units with fewer are left out, never padded.
 */
export const tupleFormat: LineFormat = {
  texts: true,
  write: (query, run, { scores }) =>
    unitRows(query, run.numNegatives, ({ positives, negatives }) =>
      positives.map((positive) => ({
        anchor: query.text,
        positive: textOf(positive),
        ...Object.fromEntries(negatives.map((negative, i) => [`negative_${i + 1}`, textOf(negative)])),
        ...(withScores(run, scores)
          ? { scores: [positive.score, ...negatives.map(({ score }) => score)] }
          : {}),
      })),
    ),
};

/** `{"anchor","text","label"}`, or `score` in place of `label`: the trainer takes one of the two. Every query is there. */
export const labeledPairFormat: LineFormat = {
  texts: true,
  write: (query, run, { scores }) => ({
    lines: labeled(query).map(({ document, label }) =>
      jsonLine({
        anchor: query.text,
        text: textOf(document),
        ...(scores === true && run.isScored ? { score: document.score } : { label }),
      }),
    ),
  }),
};

/** `{"anchor","texts":[…],"labels":[…]}`, a row for each query, positives first; or `scores` in place of `labels`. */
export const labeledListFormat: LineFormat = {
  texts: true,
  write(query, run, { scores }) {
    const all = labeled(query);
    const row = {
      anchor: query.text,
      texts: all.map(({ document }) => textOf(document)),
      ...(scores === true && run.isScored
        ? { scores: all.map(({ document }) => document.score) }
        : { labels: all.map(({ label }) => label) }),
    };
    return { lines: [jsonLine(row)] };
  },
};

/** The rows of those units that have `needed` negatives; the others counted. */
function unitRows(
  query: ExportQuery,
  needed: number,
  rows: (unit: ExportUnit) => readonly object[],
): QueryLines {
  const complete = query.units.filter(({ negatives }) => negatives.length >= needed);
  const starved = query.units.filter(({ negatives }) => negatives.length === 0).length;
  return {
    lines: complete.flatMap((unit) => rows(unit).map(jsonLine)),
    starved,
    short: query.units.length - complete.length - starved,
  };
}

type Labeled = { readonly document: ScoredDocument; readonly label: 0 | 1 };

function labeled(query: ExportQuery): readonly Labeled[] {
  return [
    ...query.positives.map((document): Labeled => ({ document, label: 1 })),
    ...negativesOf(query).map((document): Labeled => ({ document, label: 0 })),
  ];
}

function textOf({ document }: ScoredDocument): string {
  return documentText(document.title, document.text);
}

function withScores({ isScored }: ExportRun, scores: boolean | undefined): boolean {
  return isScored && scores !== false;
}
