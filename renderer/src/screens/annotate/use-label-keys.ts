import { useEffect, useRef } from 'react';
import type { AnnotationQueue } from '../../../../shared/ipc/annotate-calls.ts';
import { useStores } from '../../app-context.ts';
import { isTextField } from '../../shell/use-commands.ts';
import type { LabelActions } from '../../stores/annotation/label-actions.ts';
import { choicesFor } from '../../stores/annotation/label-choices.ts';
import type { SentenceCursor } from './use-sentence-cursor.ts';

type LabelKeys = {
  readonly question: AnnotationQueue['question'];
  /** Whether single keys do anything; Ctrl Z always does. */
  readonly hasKeys: boolean;
  readonly actions: LabelActions;
  readonly sentences: SentenceCursor;
  readonly onNote: () => void;
};

/** The keys of labelling, while nobody is typing and nothing lies over the screen. */
export function useLabelKeys(keys: LabelKeys): void {
  const { navigation } = useStores();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (navigation.getState().overlay.kind !== 'none' || isTextField(event.target) || event.altKey) return;
      if (act(latest.current, event)) event.preventDefault();
    }
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigation]);
}

/** True where the key meant something here. */
function act({ question, hasKeys, actions, sentences, onNote }: LabelKeys, event: KeyboardEvent): boolean {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z' && !event.shiftKey) actions.undo();
    else if (key === 'y' || key === 'z') actions.redo();
    else return false;
    return true;
  }
  if (sentences.pointed !== null && sentences.onKey(event.key, event.shiftKey)) return true;
  if (!hasKeys) return false;
  const choice = choicesFor(question).find((one) => one.key === key);
  if (choice && !event.shiftKey) {
    // A key held down would label pairs nobody has seen.
    if (!event.repeat) actions.label(choice.value);
    return true;
  }
  const steps: Readonly<Record<string, () => void>> = {
    u: event.shiftKey ? actions.redo : actions.undo,
    s: () => event.repeat || actions.skip(),
    b: actions.back,
    n: onNote,
    e: sentences.start,
    arrowleft: actions.back,
    arrowright: actions.forward,
  };
  const step = steps[key];
  step?.();
  return step !== undefined;
}
