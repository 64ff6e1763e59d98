import type { TuneRange } from '../../../../shared/ipc/tune-filter.ts';
import { nothingHeld, type QueryOrder } from '../../stores/queries.ts';

const atLeastOne: TuneRange = { from: 1, to: Number.MAX_VALUE, closed: true };

/** The queries behind a number on the tuning screen, the most concerned first. */
export const rowsBehind = {
  selected: { only: 'all', parts: {}, columns: { selected: atLeastOne }, sort: 'selected', descending: true },
  starved: { only: 'starved', ...nothingHeld, sort: 'imported', descending: false },
  short: { only: 'short', ...nothingHeld, sort: 'shortBy', descending: true },
  suspects: {
    only: 'all',
    parts: {},
    columns: { selectedSuspects: atLeastOne },
    sort: 'selectedSuspects',
    descending: true,
  },
  judged: { only: 'all', parts: {}, columns: { judged: atLeastOne }, sort: 'judged', descending: true },
  annotated: {
    only: 'all',
    parts: {},
    columns: { annotated: atLeastOne },
    sort: 'annotated',
    descending: true,
  },
} as const satisfies Readonly<Record<string, QueryOrder>>;
