import type { viewCalls } from '../../../shared/ipc/view-calls.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import { noFilter } from '../../../shared/ipc/tune-filter.ts';
import type { RelabelAction } from '../../../shared/ipc/relabel-calls.ts';
import {
  NumberColumn,
  TextColumn,
  type CandidateView,
  type QueryRow,
} from '../../../shared/ipc/view-calls.ts';
import { scoreRange } from '../../../shared/mining/candidate-range.ts';
import type { DecidedPool } from '../../../shared/mining/decide-pool.ts';
import { minedQuery } from '../../../shared/mining/mined-query.ts';
import type { RowValue } from '../../../shared/mining/row-values.ts';
import { isRowShown } from '../../../shared/tuning/tabulate-pool.ts';
import { isInside } from '../../../shared/tuning/tune-request.ts';
import { humanLabel, judgeAnswer } from '../../../shared/rates/labelled-frame.ts';
import type { InventedLabels } from './invented-labels.ts';
import { inventedExclusions, type MemoryDecider } from './memory-decider.ts';
import type { World } from './world.ts';

type ViewCalls = keyof typeof viewCalls;

/** What was said and decided about pairs. */
type Said = {
  readonly labels: InventedLabels | null;
  readonly decisionOf: (query: number, document: number) => RelabelAction | null;
};

/** The view calls over a world in memory, decided by the real rules. `delayMs` is how long an answer takes. */
export function viewHandlers(
  world: World,
  { prepare, decide }: MemoryDecider,
  delayMs: number,
  { labels, decisionOf }: Said,
): Handlers<ViewCalls, AbortSignal> {
  return {
    async 'pool.prepare'({ split, poolSize }, { progress, signal }) {
      for (let done = 0; done <= 4; done += 1) {
        if (signal.aborted) throw new AppError('cancelled', 'cancelled');
        progress({ stage: 'search', done: done * 50, total: 200, unit: 'queries' });
        await pause(delayMs);
      }
      const pool = prepare(split, poolSize);
      const candidates = pool.counts.reduce((sum, count) => sum + count, 0);
      return {
        rows: pool.queries.length,
        candidates,
        excluded: inventedExclusions(pool),
        scores: scoreRange(pool),
        seconds: { embed: 0, search: 0.1 },
      };
    },
    async 'queries.page'({
      sort,
      descending,
      search,
      only,
      filter,
      columns = {},
      parts = {},
      offset,
      limit,
      ...view
    }) {
      await pause(delayMs);
      const decided = decide(view);
      const needle = (filter?.search ?? search).toLowerCase();
      const asked = filter ?? noFilter;
      const fate = asked.fate === null ? null : { fate: asked.fate, settings: view.settings };
      const shown = { ...asked, rows: null, fate };
      const rows = [...decided.pool.queries.keys()]
        .filter((row) => isRowShown(decided, shown, decided.units, row, decided.suspectBounds[row] ?? NaN))
        .map((row) => queryRow(world, decided, row))
        .filter(({ text, id }) => text.toLowerCase().includes(needle) || id.includes(needle))

        .filter((row) => passes(row, only))
        .filter((row) =>
          TextColumn.options.every((column) =>
            row[column].toLowerCase().includes((parts[column] ?? '').toLowerCase()),
          ),
        )
        .filter((row) =>
          NumberColumn.options.every((column) => {
            const range = columns[column];
            return range === undefined || isInside(range, numberIn(row, column));
          }),
        );
      const sorted =
        sort === 'imported' || sort === 'relevance'
          ? descending
            ? rows.toReversed()
            : rows
          : rows.toSorted((a, b) => compareRows(a, b, sort) * (descending ? -1 : 1));
      const searched = needle === '' ? null : { words: [], phrases: [], isPart: true };
      return { total: sorted.length, rows: sorted.slice(offset, offset + limit), searched };
    },
    'search.prepare': () => Promise.resolve({ language: 'eng' }),
    'queries.ndcg': () => Promise.resolve({ queries: world.queries.length, mean: null }),
    async 'query.candidates'({ query, ...view }) {
      await pause(delayMs);
      const decided = decide(view);
      const row = decided.pool.queries.indexOf(query);
      const mined = minedQuery(decided, row);
      const unit = mined.units[0];
      const { id, text } = world.queries[query] ?? { id: '', text: '' };
      const documentOf = (index: number) => world.documents[index] ?? { id: '', title: '', text: '' };
      return {
        query: { query, id, ids: [id], text },
        anchorScore: unit?.anchorScore ?? null,
        threshold: unit?.threshold ?? null,
        shortBy: unit?.shortBy ?? 0,
        positives: mined.positives.map((positive) => ({ ...positive, ...documentOf(positive.document) })),
        candidates: (unit?.candidates ?? []).map((candidate) => ({
          ...candidate,
          ...documentOf(candidate.document),
          failed: [...candidate.failed],
          verdict: candidate.failed.length === 0 ? 'kept' : 'dropped',
          knownNegative: candidate.document % 37 === 0,
          ...saidOf(labels, query, candidate.document),
          decision: decisionOf(query, candidate.document),
        })),
        units: mined.units.map(({ positive, anchorScore, threshold, kept, shortBy }) => ({
          positive,
          anchorScore,
          threshold,
          kept,
          shortBy,
        })),
      };
    },
  };
}

function saidOf(
  labels: InventedLabels | null,
  query: number,
  document: number,
): Pick<CandidateView, 'judged' | 'labelled'> {
  if (labels === null) return { judged: [], labelled: [] };
  const answer = labels.answerOf(query, document);
  const label = labels.labelOf(query, document);
  const value = label === humanLabel.relevant ? 'relevant' : 'not';
  return {
    judged: [
      {
        judge: labels.judge,
        relevant: answer === judgeAnswer.failed ? null : answer === judgeAnswer.relevant,
        reason: 'It names the builder that the query asks for.',
      },
    ],
    labelled: label === humanLabel.none ? [] : [{ annotator: labels.annotator, value, note: '' }],
  };
}

function queryRow(world: World, decided: DecidedPool, row: number): QueryRow {
  const mined = minedQuery(decided, row);
  const unit = mined.units[0];
  const candidates = unit?.candidates ?? [];
  const { id, text } = world.queries[mined.query] ?? { id: '', text: '' };
  return {
    query: mined.query,
    id,
    text,
    positives: mined.positives.length,
    anchorScore: unit?.anchorScore ?? null,
    threshold: unit?.threshold ?? null,
    kept: unit?.kept ?? 0,
    selected: candidates.filter(({ selected }) => selected).length,
    shortBy: unit?.shortBy ?? 0,
    topScore: candidates[0]?.score ?? null,
    topId: world.documents[candidates[0]?.document ?? -1]?.id ?? null,
    suspects: candidates.filter(({ suspect }) => suspect).length,
    selectedSuspects: candidates.filter(({ suspect, selected }) => suspect && selected).length,
    judged: null,
    annotated: null,
    ndcg: null,
    strip: {
      scores: candidates.map(({ score }) => score),
      fates: candidates
        .map(({ selected, failed }) => (selected ? 's' : failed.length > 0 ? 'd' : 'k'))
        .join(''),
      positives: mined.positives.flatMap(({ score }) => (score === null ? [] : [score])),
    },
  };
}

function compareRows(a: QueryRow, b: QueryRow, sort: RowValue | TextColumn): number {
  return sort === 'id' || sort === 'text'
    ? a[sort].localeCompare(b[sort], 'en', { numeric: sort === 'id' })
    : numberIn(a, sort) - numberIn(b, sort);
}

function numberIn(row: QueryRow, column: RowValue): number {
  const value = row[column];
  return (typeof value === 'number' ? value : value?.falseNegatives) ?? Number.NaN;
}

function passes(row: QueryRow, only: 'all' | 'starved' | 'short' | 'with-suspects'): boolean {
  switch (only) {
    case 'all':
      return true;
    case 'starved':
      return row.selected === 0;
    case 'short':
      return row.selected > 0 && row.shortBy > 0;
    case 'with-suspects':
      return row.suspects > 0;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
