import { useEffect, useRef } from 'react';
import { useApp, useFrom, useStores } from '../../app-context.ts';
import { isAtEnd } from '../../stores/annotation/label-session.ts';
import { AnnotateStart } from './annotate-start.tsx';
import { LabelPage } from './label-page.tsx';
import { QueueEnd } from './queue-end.tsx';

/** Human labels: choose a queue, label it, see what was learned. */
export function AnnotateScreen() {
  const { settings } = useApp();
  const { annotation } = useStores();
  const { session, actions } = useFrom(annotation, (state) => state);
  const isRead = useFrom(settings, (state) => state.settings !== null);
  const box = useRef<HTMLDivElement>(null);
  const view = session === null ? 'start' : isAtEnd(session) ? 'end' : 'label';
  // What was in focus is gone when the view changes: keys and screen readers go on at the top of the new one.
  const shown = useRef(view);
  useEffect(() => {
    if (shown.current !== view) box.current?.focus({ preventScroll: true });
    shown.current = view;
  }, [view]);
  return (
    <div ref={box} className={`annotate ${view}`} tabIndex={-1}>
      {session === null || actions === null ? (
        isRead ? (
          <AnnotateStart />
        ) : (
          <p className="secondary">Reading the settings …</p>
        )
      ) : view === 'end' ? (
        <QueueEnd session={session} actions={actions} />
      ) : (
        <LabelPage session={session} actions={actions} />
      )}
    </div>
  );
}
