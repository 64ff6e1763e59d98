import { useId, useState } from 'react';
import type { Output } from '../../../../shared/ipc/contract.ts';
import { latestValue, type Request } from '../../stores/request.ts';
import { plural } from '../../text/format-number.ts';

type ModelFieldProps = {
  readonly request: Request<Output<'judge.models'>>;
  readonly model: string;
  readonly onModel: (model: string) => void;
  readonly onAgain: () => void;
};

/** The model, typed or chosen from those that the server lists; a server may answer for one that it does not list. */
export function ModelField({ request, model, onModel, onAgain }: ModelFieldProps) {
  const models = request.kind === 'failed' ? [] : (latestValue(request)?.models ?? []);
  const isListed = models.includes(model);
  const listId = useId();
  /** Null while nothing is being typed. */
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <>
      <label className="setting-row">
        <span>Model</span>
        <input
          type="text"
          className="wide-input"
          aria-label="Model"
          list={listId}
          spellCheck={false}
          placeholder={request.kind === 'running' ? 'asking the server …' : 'type or choose'}
          value={typed ?? model}
          onChange={({ target }) => {
            setTyped(target.value);
            // One of the list is meant at once; any other when the field is left.
            if (models.includes(target.value)) onModel(target.value);
          }}
          onBlur={({ target }) => {
            setTyped(null);
            if (target.value.trim() !== model) onModel(target.value.trim());
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
        <datalist id={listId}>
          {models.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
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
          The server does not list this model. It may answer for it all the same, or refuse.
        </p>
      ) : null}
    </>
  );
}
