import type { InspectedFile } from '../files/inspect-file.ts';
import type { Row } from '../rows/row.ts';

/** Rows of a file, with progress and cancellation looked after. */
export type ReadSource = (source: InspectedFile) => AsyncIterable<readonly Row[]>;
