import type { PairPlaces } from './pair-places.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A workspace, and the place of each pair that is spoken of, by `pairKey`. */
export type LabelPlaces = {
  readonly workspace: Workspace;
  readonly places: PairPlaces;
};

/** All pairs, each in its own place: its `pairKey`. */
export const anyPair: LabelPlaces['places'] = { get: (key) => key };
