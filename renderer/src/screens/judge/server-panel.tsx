import { useId, useState } from 'react';
import { judgePresets } from '../../../../shared/judge/presets.ts';
import { useApp, useFrom } from '../../app-context.ts';
import { Panel } from '../../components/panel.tsx';
import { TypedField } from '../../components/typed-field.tsx';
import { latestValue } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';
import { plural } from '../../text/format-number.ts';
import { KeyField } from './key-field.tsx';
import { ModelField } from './model-field.tsx';
import { addressWords, isServerAddress } from './server-address.ts';

/** Which server judges, with which model and key. Servers on this computer are looked for. */
export function ServerPanel() {
  const { settings } = useApp();
  const groupName = useId();
  const { settings: chosen, change } = useFrom(settings, (state) => state);
  const { request, again } = useAnswer('judge.discover', undefined);
  const [isOther, setOther] = useState(false);
  const found = latestValue(request);
  const endpoint = chosen?.judgeEndpoint ?? '';
  const preset = judgePresets.find(({ id, baseUrl }) => endpoint === id || endpoint === baseUrl);
  const isOwn = isOther || (endpoint !== '' && preset === undefined);

  function choose(next: string, model: string): void {
    setOther(false);
    void change({ judgeEndpoint: next, judgeModel: model });
  }
  return (
    <Panel
      title="Server"
      aside={
        <>
          <span role="status">
            {found === null
              ? request.kind === 'failed'
                ? 'could not look for servers'
                : 'looking for servers …'
              : `${plural(found.servers.length, 'server')} found on this computer`}
          </span>
          <button type="button" className="button quiet" onClick={again}>
            Look again
          </button>
        </>
      }
    >
      <fieldset className="kind-list judge-servers" aria-label="Server">
        {judgePresets.map(({ id, name, baseUrl, start }) => {
          const own = found?.servers.find((one) => one.preset === id);
          return (
            <label key={id} className="kind">
              <input
                type="radio"
                name={groupName}
                checked={!isOwn && preset?.id === id}
                onChange={() => choose(baseUrl, own?.models[0] ?? '')}
              />
              <span>
                <strong>
                  {name}
                  {own ? <span className="badge positive">found</span> : null}
                </strong>
                <span className="secondary">
                  {own
                    ? plural(own.models.length, 'model')
                    : start === null
                      ? 'in the cloud: wants a key, texts leave this computer'
                      : `to start it: ${start}`}
                </span>
              </span>
            </label>
          );
        })}
        <label className="kind">
          <input type="radio" name={groupName} checked={isOwn} onChange={() => setOther(true)} />
          <span>
            <strong>Another address</strong>
            <span className="secondary">any server that speaks OpenAI’s protocol</span>
          </span>
        </label>
      </fieldset>
      {found?.servers.length === 0 ? (
        <p className="pad secondary">
          None of these answers on this computer. Start one as it says and look again, or give an address.
        </p>
      ) : null}
      <div className="setting-rows judge-server-rows">
        {isOwn ? (
          <label className="setting-row">
            <span>Address</span>
            <TypedField
              label="Address of the server"
              holds="url"
              widthCh={40}
              text={preset === undefined ? endpoint : ''}
              placeholder="http://localhost:11434/v1"
              mustBe={addressWords}
              onCommit={(typed) => {
                const next = typed.trim();
                if (next !== '' && !isServerAddress(next)) return false;
                if (next !== '' && next !== endpoint) choose(next, '');
                return true;
              }}
            />
          </label>
        ) : null}
        {endpoint === '' || (isOther && preset !== undefined) ? null : (
          <ServerAccess
            key={endpoint}
            endpoint={endpoint}
            needsKey={preset?.needsKey === true}
            model={chosen?.judgeModel ?? ''}
            onModel={(judgeModel) => void change({ judgeModel })}
          />
        )}
      </div>
    </Panel>
  );
}

type ServerAccessProps = {
  readonly endpoint: string;
  readonly needsKey: boolean;
  readonly model: string;
  readonly onModel: (model: string) => void;
};

/** The key and the model of one server; its models are asked for as soon as it may be asked. */
function ServerAccess({ endpoint, needsKey, model, onModel }: ServerAccessProps) {
  const found = useAnswer('secrets.find', { endpoint });
  const kept = latestValue(found.request)?.kept ?? null;
  const mayAsk = !needsKey || kept !== null;
  const { request, again } = useAnswer('judge.models', mayAsk ? { judge: { endpoint } } : null);
  return (
    <>
      <KeyField
        endpoint={endpoint}
        kept={kept}
        needsKey={needsKey}
        onChange={() => {
          found.again();
          again();
        }}
      />
      <ModelField request={request} model={model} onModel={onModel} onAgain={again} />
    </>
  );
}
