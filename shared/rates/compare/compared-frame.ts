import type { LabelledFrame } from '../labelled-frame.ts';

/** Two runs over one labelled frame: which of its pairs each selects (1 or 0). `entry`, `exit` and `baseline` of the frame are not read. */
export type ComparedFrame = {
  readonly frame: LabelledFrame;
  readonly first: Uint8Array;
  readonly second: Uint8Array;
};
