import { AppError } from '../../../shared/errors.ts';
import type { annotateCalls, AnnotationItem, AnnotationQueue } from '../../../shared/ipc/annotate-calls.ts';
import type { Handlers } from '../../../shared/ipc/contract.ts';
import { labelNext, permanentNumbers, shuffled } from '../../../shared/sampling-plan/label-next.ts';
import { predictedWidths } from '../../../shared/sampling-plan/predicted-width.ts';
import { effectiveLabels } from '../../../shared/rates/effective-labels.ts';
import { prepareFrame } from '../../../shared/rates/prepared-frame.ts';
import { setRates } from '../../../shared/rates/set-rates.ts';
import { sumsAtSetting } from '../../../shared/rates/sums-at-setting.ts';
import { noLabels, type InventedLabels } from './invented-labels.ts';
import { createMemoryDesk, type MemoryQueue } from './memory-desk.ts';
import { pairAt, ratedFrame, settingNearest } from './rated-frame.ts';
import { pause } from './view-handlers.ts';
import type { Pools, World } from './world.ts';

type AnnotateCalls = keyof typeof annotateCalls;

/** Human labels over a world in memory: queues that are really drawn, labels with undo, double labels, adjudication. */
export function annotateHandlers(
  world: World,
  pools: Pools,
  labels: InventedLabels | null,
  delayMs: number,
): Handlers<AnnotateCalls, AbortSignal> {
  const desk = createMemoryDesk();
  const positiveOf = (query: number): number | undefined =>
    Object.values(world.labels)
      .flat()
      .find(([labelled]) => labelled === query)?.[1];

  function itemOf(queue: MemoryQueue, annotator: string, place: number): AnnotationItem {
    const { query, document } = queue.pairs[place] ?? { query: 0, document: 0 };
    const asked = world.queries[query] ?? { id: '', text: '' };
    const { id, title, text } = world.documents[document] ?? { id: '', title: '', text: '' };
    const known = queue.question === 'comparison' ? positiveOf(query) : undefined;
    const positive = known === undefined ? undefined : world.documents[known];
    const own = desk.stateOf(queue, annotator, place);
    const answer = labels?.answerOf(query, document);
    return {
      place,
      query,
      document,
      query_id: asked.id,
      query_text: asked.text,
      document_id: id,
      title,
      text,
      positive: known === undefined || positive === undefined ? null : { document: known, ...positive },
      ...own,
      shown:
        queue.blind && queue.kind !== 'adjudication'
          ? null
          : {
              score: queue.blind ? null : 0.71,
              rank: queue.blind ? null : place + 1,
              verdict: queue.blind ? null : 'kept',
              judge:
                queue.blind || labels === null
                  ? []
                  : [
                      {
                        judge: labels.judge,
                        relevant: answer === 1,
                        grade: null,
                        reason: 'It names the builder.',
                      },
                    ],
              labels: desk
                .labelsOf(query, document)
                .filter((one) => queue.kind === 'adjudication' || one.annotator !== annotator),
            },
    };
  }

  return {
    async 'annotate.draw'({ annotator, count, question, blind, doubleShare, seed, at, ...view }) {
      await pause(delayMs);
      const pool = pools(view.split, view.settings.poolSize);
      const found = ratedFrame(pool, view, labels ?? noLabels, view.grid ?? null);
      const { frame, values } = found;
      const pairs = Array.from(frame.entry, (_, i) => pairAt(pool, found.pairs, i));
      const ids = pairs.map(({ query, document }) => ({
        queryId: world.queries[query]?.id ?? '',
        documentId: world.documents[document]?.id ?? '',
      }));
      const { order } = labelNext(frame, permanentNumbers(0, ids), settingNearest(values, at), count, seed);
      if (order.length === 0) throw new AppError('not-found', 'every pair that a wave can reach was drawn');
      const drawn = [...order].flatMap((i) => pairs[i] ?? []);
      const shared = Math.round(drawn.length * doubleShare);
      return desk.add(
        { kind: 'drawn', name: `Around ${at}`, annotator, question, blind },
        drawn.map((pair, i) => ({ ...pair, isShared: i < shared })),
      );
    },
    async 'annotate.pick'({ annotator, pairs, name, question, blind }) {
      await pause(delayMs);
      const order = [...shuffled(Int32Array.from(pairs.keys()), 0)];
      const picked = order.flatMap((i) => pairs[i] ?? []).map((pair) => ({ ...pair, isShared: false }));
      return desk.add({ kind: 'picked', name, annotator, question, blind }, picked);
    },
    async 'annotate.adjudicate'({ annotator }) {
      await pause(delayMs);
      const pairs = desk.unsettled().map((pair) => ({ ...pair, isShared: false }));
      if (pairs.length === 0)
        throw new AppError('not-found', 'nothing to adjudicate: no two annotators differ about a pair');
      const question: AnnotationQueue['question'] = 'relevance';
      return desk.add(
        { kind: 'adjudication', name: 'Adjudication', annotator, question, blind: true },
        pairs,
      );
    },
    async 'annotate.queues'({ annotator }) {
      await pause(delayMs);
      return desk.listFor(annotator);
    },
    async 'annotate.items'({ queue: name, annotator, from, limit }) {
      await pause(delayMs);
      const queue = desk.find(name, annotator);
      const places = from === null ? desk.openPlaces(queue, annotator) : [...queue.pairs.keys()].slice(from);
      const items = places.slice(0, limit).map((place) => itemOf(queue, annotator, place));
      return { items, queue: desk.summary(queue, annotator), last: desk.last(queue, annotator) };
    },
    async 'annotate.record'({ queue, annotator, after, label, milliseconds }) {
      await pause(delayMs);
      return desk.act(desk.find(queue, annotator), annotator, { kind: 'label', label, milliseconds }, after);
    },
    async 'annotate.skip'({ queue, annotator, after, query, document }) {
      await pause(delayMs);
      return desk.act(desk.find(queue, annotator), annotator, { kind: 'skip', query, document }, after);
    },
    async 'annotate.undo'({ queue, annotator, after }) {
      await pause(delayMs);
      return desk.step(desk.find(queue, annotator), annotator, 'undo', after);
    },
    async 'annotate.redo'({ queue, annotator, after }) {
      await pause(delayMs);
      return desk.step(desk.find(queue, annotator), annotator, 'redo', after);
    },
    async 'annotate.history'({ annotator, limit }) {
      await pause(delayMs);
      const own = desk.history(annotator);
      return { labels: own.slice(0, limit), gold: null, total: own.length };
    },
    async 'annotate.forecast'({ at, ...view }) {
      await pause(delayMs);
      const known = labels ?? noLabels;
      const pool = pools(view.split, view.settings.poolSize);
      const { frame, values } = ratedFrame(pool, view, known, view.grid ?? null);
      const setting = settingNearest(values, at);
      const { judge, corrected } = setRates(frame, setting, view.target).selected;
      return {
        now: { ...corrected },
        effective_labels: effectiveLabels(
          sumsAtSetting(prepareFrame(frame), 'selected', setting),
          frame.strata,
        ),
        predicted: [...predictedWidths(frame, setting, corrected, judge.estimate)],
        unreachable: 0,
      };
    },
  };
}
