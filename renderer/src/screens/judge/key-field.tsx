import { useRef, useState } from 'react';
import { useStores } from '../../app-context.ts';
import { latestValue, toAppError } from '../../stores/request.ts';
import { useAnswer } from '../../stores/use-answer.ts';

type KeyFieldProps = {
  readonly endpoint: string;
  readonly kept: 'system' | 'session' | null;
  readonly needsKey: boolean;
  readonly onChange: () => void;
};

const keptWords = {
  system: 'kept in the system’s store',
  session: 'kept until Negscope is closed',
} as const;

/** Whether there is a key for a server, and how to give one. What is typed goes to the main process and is forgotten here. */
export function KeyField({ endpoint, kept, needsKey, onChange }: KeyFieldProps) {
  const { api } = useStores();
  const input = useRef<HTMLInputElement>(null);
  const store = latestValue(useAnswer('secrets.list', undefined).request);
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function save(forSession: boolean): Promise<void> {
    const key = input.current?.value.trim() ?? '';
    if (key === '') return setProblem('Write the key first.');
    if (input.current) input.current.value = '';
    await settled(api.call('secrets.save', { endpoint, key, forSession }));
  }
  async function settled(work: Promise<unknown>): Promise<void> {
    try {
      await work;
      setProblem(null);
      setOpen(false);
      onChange();
    } catch (error) {
      setProblem(toAppError(error).message);
    }
  }
  if (kept !== null) {
    return (
      <div className="setting-row">
        <span>Key</span>
        <span role="status">{keptWords[kept]}, sent to this address only</span>
        <button
          type="button"
          className="button quiet"
          onClick={() => void settled(api.call('secrets.remove', { endpoint }))}
        >
          Remove key
        </button>
      </div>
    );
  }
  if (!needsKey && !isOpen) {
    return (
      <div className="setting-row">
        <span>Key</span>
        <span className="secondary">none; servers on this computer mostly want none</span>
        <button type="button" className="button quiet" onClick={() => setOpen(true)}>
          Give a key…
        </button>
      </div>
    );
  }
  return (
    <>
      <div className="setting-row">
        <span>Key</span>
        <input
          ref={input}
          type="password"
          className="wide-input"
          aria-label="Key"
          autoComplete="off"
          spellCheck={false}
        />
        {store?.encrypts === true ? (
          <button type="button" className="button" onClick={() => void save(false)}>
            Keep in the system’s store
          </button>
        ) : null}
        <button type="button" className="button" onClick={() => void save(true)}>
          Keep until Negscope is closed
        </button>
      </div>
      {store?.reason ? <p className="notice">{store.reason}</p> : null}
      {problem === null ? null : (
        <p className="notice" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
