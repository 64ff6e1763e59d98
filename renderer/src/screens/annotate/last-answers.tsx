import { Panel } from '../../components/panel.tsx';
import type { LabelSession } from '../../stores/annotation/label-session.ts';
import { formatCount } from '../../text/format-number.ts';
import { labelTexts } from '../../text/label-text.ts';
import { SaveState } from './save-state.tsx';

type LastAnswersProps = { readonly session: LabelSession; readonly onOpen: (place: number) => void };

/** The last labels of this queue that are on disk; each leads back to its pair. */
export function LastAnswers({ session, onOpen }: LastAnswersProps) {
  const answers = session.answers ?? [];
  return (
    <Panel title="Last answers" aside={<SaveState session={session} />}>
      {answers.length === 0 ? (
        <p className="secondary pad">None in this queue yet.</p>
      ) : (
        <ul className="last-answers tabular">
          {answers.slice(0, 6).map(({ place, value, milliseconds }) => (
            <li key={place}>
              <button type="button" onClick={() => onOpen(place)}>
                <span>
                  <span className="visually-hidden">Open pair </span>
                  {formatCount(place + 1)}
                </span>
                <span className="grow">{labelTexts[value]}</span>
                <span className="secondary">
                  {(milliseconds / 1000).toFixed(milliseconds < 10_000 ? 1 : 0)} s
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
