import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import type { LabelSession } from '../../stores/annotation/label-session.ts';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { ForecastTable } from './forecast-table.tsx';
import { settingValueText } from './setting-value-text.ts';
import { useRatedSetting } from './use-rated-setting.ts';

/** Asked anew after so many labels, not after each: it reads every label there is. */
const every = 10;

/** What the labels so far are worth at the setting on screen, and what the next ones buy. */
export function NextLabelsBuy({ session }: { readonly session: LabelSession }) {
  const { setting } = useStores();
  const rated = useRatedSetting();
  const { method, settings } = useFrom(setting, (state) => state.history.present);
  const { labelled, kind } = session.queue;
  const [start] = useState(labelled);
  const step = Math.floor((labelled - start) / every);
  const isAsked = rated !== null && kind === 'drawn';
  // The step is part of the question only to ask it again.
  const { request } = useAnswer('annotate.forecast', isAsked ? { ...rated.view, at: rated.at } : null, step);
  const forecast = latestValue(request);
  if (kind !== 'drawn' || forecast === null) return null;
  return (
    <Panel title="What the next labels buy">
      <ForecastTable forecast={forecast} valueText={settingValueText(method, settings)} />
    </Panel>
  );
}
