import type { Page } from '@playwright/test';
import type { View } from '../shared/ipc/view-calls.ts';
import { askEngine } from './ask-engine.ts';

type IsRelevant = (query: string, document: string) => boolean;

/** A drawn wave at the view's setting, labelled with the truth, as somebody would on the annotation screen. */
export async function labelDrawn(
  page: Page,
  view: View,
  isRelevant: IsRelevant,
  count: number,
): Promise<void> {
  const annotator = 'ada';
  const queue = await askEngine(page, 'annotate.draw', {
    ...view,
    slider: 'perc-pos',
    at: view.settings.perc ?? 1,
    annotator,
    count,
    doubleShare: 0,
    goldShare: 0,
  });
  const mine = { workspace: view.workspace, annotator, queue: queue.queue };
  for (let from = 0; from < queue.total; from += 50) {
    const { items } = await askEngine(page, 'annotate.items', { ...mine, from, limit: 50 });
    for (const { query, document, query_id: one, document_id: other } of items) {
      await askEngine(page, 'annotate.record', {
        ...mine,
        label: { query, document, value: isRelevant(one, other) ? 'relevant' : 'not' },
        visible: [],
        milliseconds: 900,
      });
    }
  }
}

/** The true share of false negatives among what the view selects, in per cent. */
export async function trueShare(page: Page, view: View, isRelevant: IsRelevant): Promise<number> {
  const { total } = await askEngine(page, 'queries.page', { ...view, offset: 0, limit: 1 });
  let [selected, relevant] = [0, 0];
  for (let offset = 0; offset < total; offset += 500) {
    const { rows } = await askEngine(page, 'queries.page', { ...view, offset, limit: 500 });
    for (const { query, id } of rows) {
      const { candidates } = await askEngine(page, 'query.candidates', { ...view, query });
      const chosen = candidates.filter((one) => one.selected);
      selected += chosen.length;
      relevant += chosen.filter((one) => isRelevant(id, one.id)).length;
    }
  }
  return (100 * relevant) / selected;
}
