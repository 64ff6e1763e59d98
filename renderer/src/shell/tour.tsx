import { useEffect, useState } from 'react';
import { useApp, useFrom } from '../app-context.ts';
import { latestValue } from '../stores/request.ts';
import { keysHere } from '../text/keys-here.ts';

type Step = {
  readonly title: string;
  readonly text: string;
  /** What it speaks of; outlined where it is on screen. */
  readonly about: string;
};

const steps: readonly Step[] = [
  {
    title: 'Drag the margin',
    text: 'The threshold, on the curve or typed, says how far below its positive a candidate must score to be kept as a negative. Everything follows while you drag.',
    about: '.setting-bar',
  },
  {
    title: 'Watch what falls',
    text: 'Negatives selected, queries that starve, and suspects: candidates that score like a positive and may be right answers that nobody labelled. Each number leads to its rows.',
    about: '.report-tiles',
  },
  {
    title: 'Read a query',
    text: 'Double-click a query, or press Enter on it: its candidates stand beside the threshold, and that line can be dragged, too.',
    about: '[role="grid"]',
  },
  {
    title: 'Take it with you',
    text: `Export writes the negatives for the trainer you use, with a manifest of how they were made. ${keysHere('CmdOrCtrl+K')} finds every command.`,
    about: '.top-bar .button.primary',
  },
];

/** Four steps over the sample, once; it lets everything be used meanwhile. */
export function Tour() {
  const { stores, settings } = useApp();
  const isDone = useFrom(settings, (state) => state.settings?.tourDone ?? true);
  const change = useFrom(settings, (state) => state.change);
  const screen = useFrom(stores.navigation, (state) => state.screen);
  const summary = latestValue(useFrom(stores.workspace, (state) => state.summary));
  const isReady = useFrom(stores.view, (state) => state.ready !== null);
  const [place, setPlace] = useState(0);
  const isShown =
    !isDone && screen === 'tune' && isReady && summary !== null && /^sample$/i.test(summary.name);
  const step = steps[place];
  useEffect(() => {
    if (!isShown || !step) return;
    let target: Element | null = null;
    // What it speaks of may be drawn later, or anew.
    const mark = (): void => {
      const found = document.querySelector(step.about);
      // What is drawn anew with another class has lost the mark.
      if (found === target && found?.classList.contains('tour-target') !== false) return;
      target?.classList.remove('tour-target');
      found?.classList.add('tour-target');
      target = found;
    };
    mark();
    const timer = setInterval(mark, 300);
    return () => {
      clearInterval(timer);
      target?.classList.remove('tour-target');
    };
  }, [isShown, step]);
  if (!isShown || !step) return null;
  const isLast = place === steps.length - 1;
  const end = (): void => {
    setPlace(0);
    void change({ tourDone: true });
  };
  return (
    <div className="tour" role="dialog" aria-modal="false" aria-label="Tour" aria-describedby="tour-text">
      <span className="secondary tabular">
        {place + 1} of {steps.length}
      </span>
      <h2>{step.title}</h2>
      <p id="tour-text" aria-live="polite">
        {step.text}
      </p>
      <div className="row spread">
        <button type="button" className="button quiet" onClick={end}>
          {isLast ? 'Close' : 'Skip the tour'}
        </button>
        <span className="row">
          {place > 0 ? (
            <button type="button" className="button" onClick={() => setPlace(place - 1)}>
              Back
            </button>
          ) : null}
          <button type="button" className="button primary" onClick={isLast ? end : () => setPlace(place + 1)}>
            {isLast ? 'Done' : 'Next'}
          </button>
        </span>
      </div>
    </div>
  );
}
