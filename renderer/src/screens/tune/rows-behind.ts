import type { TuneRange } from '../../../../shared/ipc/tune-filter.ts';
import type { QueryOrder } from '../../stores/queries.ts';

const atLeastOne: TuneRange = { from: 1, to: Number.MAX_VALUE, closed: true };

/** The queries behind a number on the tuning screen, the most concerned first. */
export const rowsBehind = {
  selected: { only: 'all', columns: { selected: atLeastOne }, sort: 'selected', descending: true },
  starved: { only: 'starved', columns: {}, sort: 'imported', descending: false },
  short: { only: 'short', columns: {}, sort: 'shortBy', descending: true },
  suspects: {
    only: 'all',
    columns: { selectedSuspects: atLeastOne },
    sort: 'selectedSuspects',
    descending: true,
  },
  judged: { only: 'all', columns: { judged: atLeastOne }, sort: 'judged', descending: true },
  annotated: { only: 'all', columns: { annotated: atLeastOne }, sort: 'annotated', descending: true },
} as const satisfies Readonly<Record<string, QueryOrder>>;
