import type { Stores } from './stores.ts';

/** After counting, so many times as long nothing is counted again: while a judge answers, the slider has most of the processor. */
const restFactor = 4;

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
  let resting: ReturnType<typeof setTimeout> | null = null;

  function show(): void {
    if (!isStale || resting !== null || navigation.getState().screen !== 'tune') return;
    isStale = false;
    const countedMs = tuning.getState().tables?.answer.milliseconds ?? 0;
    tuning.getState().recount();
    queries.getState().refresh();
    resting = setTimeout(() => {
      resting = null;
      show();
    }, restFactor * countedMs);
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
