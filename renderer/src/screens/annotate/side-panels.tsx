import { useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import type { LabelActions } from '../../stores/annotation/label-actions.ts';
import type { LabelSession } from '../../stores/annotation/label-session.ts';
import { HiddenPanel } from './hidden-panel.tsx';
import { LastAnswers } from './last-answers.tsx';
import { NextLabelsBuy } from './next-labels-buy.tsx';
import { queueName } from './queue-name.ts';
import { QueueProgress } from './queue-progress.tsx';

type SidePanelsProps = { readonly session: LabelSession; readonly actions: LabelActions };

/** How far the queue is, what is hidden, what the next labels buy, the last answers. */
export function SidePanels({ session, actions }: SidePanelsProps) {
  const { annotation } = useStores();
  const { queue } = session;
  return (
    <aside className="label-side" aria-label="About this queue">
      <Panel
        title={<bdi>{queueName(queue)}</bdi>}
        aside={
          <button type="button" className="button quiet" onClick={annotation.getState().leave}>
            Leave
          </button>
        }
      >
        <QueueProgress session={session} />
      </Panel>
      <HiddenPanel queue={queue} />
      <NextLabelsBuy session={session} />
      <LastAnswers session={session} onOpen={actions.goTo} />
    </aside>
  );
}
