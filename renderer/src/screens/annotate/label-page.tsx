import { useLayoutEffect, useRef, useState } from 'react';
import { useApp, useFrom, useStores } from '../../app-context.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { isFocusFree } from '../../components/is-focus-free.ts';
import { UntrustedText } from '../../components/untrusted-text.tsx';
import type { LabelActions } from '../../stores/annotation/label-actions.ts';
import { draftOf, itemOn, type LabelSession } from '../../stores/annotation/label-session.ts';
import { DocumentPanel } from './document-panel.tsx';
import { LabelBar } from './label-bar.tsx';
import { LabelSpeech } from './label-speech.tsx';
import { PositivePanel } from './positive-panel.tsx';
import { SaveFailure } from './save-failure.tsx';
import { ShownBeside } from './shown-beside.tsx';
import { SidePanels } from './side-panels.tsx';
import { useItemTime } from './use-item-time.ts';
import { useLabelKeys } from './use-label-keys.ts';
import { useSentenceCursor } from './use-sentence-cursor.ts';

type LabelPageProps = { readonly session: LabelSession; readonly actions: LabelActions };

/** One pair of the queue: the texts, the answers, and what is known of the queue beside them. */
export function LabelPage({ session, actions }: LabelPageProps) {
  const { settings } = useApp();
  const { annotation } = useStores();
  const hasKeys = useFrom(settings, (state) => state.settings?.singleKeys ?? true);
  const item = itemOn(session);
  const text = useRef<HTMLDivElement>(null);
  const [isNoting, setNoting] = useState(false);
  const sentences = useSentenceCursor(item, actions.mark);
  useItemTime(annotation);
  useLabelKeys({
    question: session.queue.question,
    hasKeys,
    actions,
    sentences,
    onNote: () => setNoting(true),
  });

  // The keys that scroll work at once, unless something else is being used.
  const place = item?.place ?? null;
  useLayoutEffect(() => {
    if (place === null) return;
    text.current?.scrollTo({ top: 0 });
    if (isFocusFree() || document.activeElement?.matches('.annotate') === true)
      text.current?.focus({ preventScroll: true });
  }, [place]);

  function closeNote(): void {
    setNoting(false);
    text.current?.focus({ preventScroll: true });
  }
  const draft = item === null ? null : draftOf(session, item);
  return (
    <>
      <LabelSpeech session={session} />
      <div className="label-main">
        {session.stopped ? (
          <SaveFailure session={session} onRetry={actions.retry} onAnew={annotation.getState().openAnew} />
        ) : null}
        {session.readError ? (
          <ErrorPanel
            title="The pairs could not be read"
            error={session.readError}
            actions={
              <button type="button" className="button" onClick={actions.readAgain}>
                Try again
              </button>
            }
          />
        ) : null}
        {item === null || draft === null ? (
          <p className="secondary pad">Reading the next pair …</p>
        ) : (
          <>
            <section className="panel label-query" aria-label="Query">
              <p className="secondary">
                Query <bdi>{item.query_id}</bdi>
              </p>
              <h2>
                <UntrustedText text={item.query_text} />
              </h2>
            </section>
            <div className={item.positive === null ? 'label-texts' : 'label-texts two'}>
              <DocumentPanel
                item={item}
                question={session.queue.question}
                draft={draft}
                textRef={text}
                pointed={sentences.pointed}
                onMark={actions.mark}
                onUnmark={actions.unmark}
              />
              {item.positive === null ? null : <PositivePanel positive={item.positive} />}
            </div>
            {item.shown === null ? null : <ShownBeside shown={item.shown} queue={session.queue} />}
          </>
        )}
        <LabelBar
          session={session}
          item={item}
          draft={draft}
          actions={actions}
          hasKeys={hasKeys}
          isNoting={isNoting}
          onNote={() => setNoting(true)}
          onNoteDone={closeNote}
        />
      </div>
      <SidePanels session={session} actions={actions} />
    </>
  );
}
