import type { Stores } from './stores.ts';

/** Shows again what labels and decisions say of candidates, wherever they came from: in counts, in rows, and beside the open query's texts. */
export function followLabelMarks({
  navigation,
  labels,
  tuning,
  queries,
  query,
}: Pick<Stores, 'navigation' | 'labels' | 'tuning' | 'queries' | 'query'>): void {
  /** Counted anew only where it is seen: there may be a label every second, and millions of candidates. */
  let isStale = false;

  function show(): void {
    if (!isStale || navigation.getState().screen !== 'tune') return;
    isStale = false;
    tuning.getState().recount();
    queries.getState().refresh();
  }

  labels.subscribe((now, before) => {
    // What was asked before anything was known of labels has them, too.
    if (now.version === before.version || before.raters === null || now.raters === null) return;
    isStale = true;
    query.getState().refresh();
    show();
  });
  navigation.subscribe(show);
}
