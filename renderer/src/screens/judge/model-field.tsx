import type { Output } from '../../../../shared/ipc/contract.ts';
import { latestValue, type Request } from '../../stores/request.ts';
import { plural } from '../../text/format-number.ts';

type ModelFieldProps = {
  readonly request: Request<Output<'judge.models'>>;
  readonly model: string;
  readonly onModel: (model: string) => void;
  readonly onAgain: () => void;
};

/** The model, chosen from those that the server lists, or typed where it lists none. */
export function ModelField({ request, model, onModel, onAgain }: ModelFieldProps) {
  const models = request.kind === 'failed' ? [] : (latestValue(request)?.models ?? []);
  const isListed = models.includes(model);
  return (
    <>
      <label className="setting-row">
        <span>Model</span>
        {models.length > 0 ? (
          <select
            className="wide-input"
            aria-label="Model"
            value={model}
            onChange={(event) => onModel(event.target.value)}
          >
            {model === '' ? <option value="">choose one …</option> : null}
            {model !== '' && !isListed ? <option value={model}>{model} (not offered)</option> : null}
            {models.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        ) : (
          <input
            key={model}
            type="text"
            className="wide-input"
            aria-label="Model"
            spellCheck={false}
            placeholder={request.kind === 'running' ? 'asking the server …' : 'as the server names it'}
            defaultValue={model}
            onBlur={({ target }) => {
              if (target.value.trim() !== model) onModel(target.value.trim());
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.currentTarget.blur();
            }}
          />
        )}
        <span className="secondary" role="status">
          {request.kind === 'ready' ? `${plural(models.length, 'model')} offered` : null}
          {request.kind === 'running' ? 'asking the server …' : null}
        </span>
      </label>
      {request.kind === 'failed' ? (
        <p className="row wrap notice" role="alert">
          <span className="untrusted">{request.error.message}.</span>
          <button type="button" className="button small" onClick={onAgain}>
            Ask again
          </button>
        </p>
      ) : null}
      {request.kind === 'ready' && model !== '' && models.length > 0 && !isListed ? (
        <p className="notice" role="alert">
          The server does not offer this model; choose one of its own.
        </p>
      ) : null}
    </>
  );
}
