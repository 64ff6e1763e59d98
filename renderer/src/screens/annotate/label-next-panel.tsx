import { useState } from 'react';
import { useFrom, useStores } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import { describeSetting } from '../../setting/describe-setting.ts';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { plural } from '../../text/format-number.ts';
import { ForecastTable } from './forecast-table.tsx';
import { checksOf, startChoices, WaveChoices } from './wave-choices.tsx';
import { settingValueText } from './setting-value-text.ts';
import { useRatedSetting } from './use-rated-setting.ts';

/** "Label these next": a drawn wave that leans to the setting on screen, and what it would buy. */
export function LabelNextPanel({ annotator }: { readonly annotator: string }) {
  const { annotation, setting, navigation, view, labels } = useStores();
  const rated = useRatedSetting();
  const { settings, method } = useFrom(setting, (state) => state.history.present);
  const isMaking = useFrom(annotation, (state) => state.making.kind === 'running');
  const teacher = useFrom(view, (state) => state.teacher);
  const { draw } = useFrom(annotation, (state) => state);
  const version = useFrom(labels, (state) => state.version);
  const asked = rated && { ...rated.view, at: rated.at };
  const { request, again } = useAnswer('annotate.forecast', asked, version);
  const [choices, setChoices] = useState(startChoices);
  const forecast = latestValue(request);
  return (
    <Panel
      className="label-next"
      title="Label these next"
      aside={
        <button type="button" className="link-button" onClick={() => navigation.getState().go('tune')}>
          {describeSetting(settings)}
        </button>
      }
    >
      <p className="pad">
        A drawn wave: every pair of the slider can come, those that narrow the interval at the current setting
        come most, in random order. So the same labels also serve rates at other settings.
      </p>
      {teacher === null ? (
        <p className="notice pad">
          There is no teacher yet whose candidates could be labelled. Add one on Data.
        </p>
      ) : null}
      {request.kind === 'failed' ? (
        <p className="notice pad" role="alert">
          What labels would buy is not known: {request.error.message}{' '}
          <button type="button" className="link-button" onClick={again}>
            Try again
          </button>
        </p>
      ) : forecast ? (
        <ForecastTable forecast={forecast} valueText={settingValueText(method, settings)} />
      ) : teacher === null ? null : (
        <p className="forecast-wait secondary pad">
          {rated === null ? 'Finding the candidates …' : 'Reckoning what more labels would buy …'}
        </p>
      )}
      <WaveChoices choices={choices} onChange={setChoices} />
      <div className="row pad">
        <button
          type="button"
          className="button primary"
          disabled={rated === null || isMaking}
          onClick={() => rated && void draw({ ...rated.view, at: rated.at, annotator, ...choices, seed: 0 })}
        >
          {isMaking ? 'Drawing …' : `Draw ${choices.count} and start`}
        </button>
        <span className="secondary">
          {choices.blind
            ? `Blind: no judge, score, rank, verdict or other label in sight.${checksText(checksOf(choices))}`
            : 'Not blind: these labels count in no rate.'}
        </span>
      </div>
    </Panel>
  );
}

function checksText(checks: number): string {
  return checks === 0 ? '' : ` ${plural(checks, 'known answer')} mixed in as a check.`;
}
