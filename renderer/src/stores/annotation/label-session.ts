import type { AnnotationItem, AnnotationQueue } from '../../../../shared/ipc/annotate-calls.ts';
import type { AppError } from '../../../../shared/errors.ts';
import type { ItemShelf } from './item-shelf.ts';
import type { LabelAction, LabelDesk, SavedLabel } from './label-saves.ts';
import { emptyTrail, placeOn, type LabelTrail } from './label-trail.ts';
import type { RecentAnswer } from './recent-answers.ts';

/** What is written beside a label before it is given. */
export type LabelDraft = Pick<AnnotationItem, 'note' | 'evidence'>;

/** One queue being labelled by one person. */
export type LabelSession = {
  readonly desk: LabelDesk;
  /** As the engine last told it: its counts are of what is on disk. */
  readonly queue: AnnotationQueue;
  readonly shelf: ItemShelf;
  readonly trail: LabelTrail;
  /** Whether every open pair of the queue is on the shelf. */
  readonly isAllKnown: boolean;
  readonly isReading: boolean;
  /** Why pairs could not be read. */
  readonly readError: AppError | null;
  readonly drafts: ReadonlyMap<number, LabelDraft>;
  /** What the engine has not acknowledged, oldest first. */
  readonly waiting: readonly LabelAction[];
  /** Why saving stopped; nothing more is labelled until it goes on. */
  readonly stopped: AppError | null;
  /** The last thing that reached the disk. */
  readonly saved: SavedLabel | null;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Newest first; null until they were read. */
  readonly answers: readonly RecentAnswer[] | null;
  /** What just happened, as a sentence for the screen reader and the foot. */
  readonly said: string;
};

export function startSession(desk: LabelDesk, queue: AnnotationQueue): LabelSession {
  const hasActions = queue.labelled + queue.skipped > 0;
  return {
    desk,
    queue,
    shelf: new Map(),
    trail: emptyTrail,
    isAllKnown: false,
    isReading: false,
    readError: null,
    drafts: new Map(),
    waiting: [],
    stopped: null,
    saved: null,
    canUndo: hasActions,
    canRedo: hasActions,
    answers: null,
    said: '',
  };
}

/** The pair on screen; null while it is read and after the last. */
export function itemOn({ trail, shelf }: LabelSession): AnnotationItem | null {
  const place = placeOn(trail);
  return place === null ? null : (shelf.get(place) ?? null);
}

/** Note and evidence of the pair on screen: as written, else as stored. */
export function draftOf({ drafts }: Pick<LabelSession, 'drafts'>, item: AnnotationItem): LabelDraft {
  return drafts.get(item.place) ?? { note: item.note, evidence: item.evidence };
}

/** Whether nothing is left to ask. */
export function isAtEnd(session: LabelSession): boolean {
  return placeOn(session.trail) === null && session.isAllKnown && !session.isReading;
}
