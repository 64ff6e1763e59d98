import { z } from 'zod';
import { AnnotationLabel, Visible } from '../../../../shared/ipc/annotate-calls.ts';
import type { LabelDesk, Unsaved } from './label-saves.ts';

/** Where labels wait that no engine acknowledged yet; a window that ends meanwhile leaves them there. */
export type UnsavedLabels = {
  readonly read: (desk: LabelDesk) => Unsaved;
  readonly write: (desk: LabelDesk, unsaved: Unsaved) => void;
};

const Place = z.int().nonnegative();
const Kept = z.object({
  after: Place.nullable(),
  waiting: z.array(
    z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('record'),
        place: Place,
        label: AnnotationLabel,
        visible: z.array(Visible),
        milliseconds: Place,
      }),
      z.object({ kind: z.literal('skip'), place: Place, query: Place, document: Place }),
    ]),
  ),
});
const nothing: Unsaved = { after: null, waiting: [] };

/** Keeps them in the window's own storage. Undo and redo are not kept: what they would do later is not what was meant. */
export const unsavedLabels: UnsavedLabels = {
  read(desk) {
    try {
      const kept = localStorage.getItem(keyOf(desk));
      return kept === null ? nothing : Kept.parse(JSON.parse(kept));
    } catch {
      return nothing;
    }
  },
  write(desk, { after, waiting }) {
    const kept = waiting.filter(({ kind }) => kind === 'record' || kind === 'skip');
    try {
      if (kept.length === 0) localStorage.removeItem(keyOf(desk));
      else localStorage.setItem(keyOf(desk), JSON.stringify({ after, waiting: kept }));
    } catch {
      // A full or forbidden storage: they are still held by this window, and said to be unsaved.
    }
  },
};

function keyOf({ workspace, annotator, queue }: LabelDesk): string {
  return `unsaved-labels ${JSON.stringify([workspace, annotator, queue])}`;
}
