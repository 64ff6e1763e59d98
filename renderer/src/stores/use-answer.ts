import { useEffect, useMemo, useState } from 'react';
import type { AppError } from '../../../shared/errors.ts';
import type { CallName, Input, Output } from '../../../shared/ipc/contract.ts';
import { useStores } from '../app-context.ts';
import { latestOnly } from './latest-only.ts';
import { idle, toAppError, type Request } from './request.ts';

type Answer<O> = { readonly key: string; readonly value: O | null; readonly error: AppError | null };

export type Asked<O> = {
  readonly request: Request<O>;
  /** Asks the same once more. */
  readonly again: () => void;
};

/**
 * What a host answers to a question that belongs to one part of a screen; asked again when the question changes or the engine
 * was restarted, and not at all while it is null. The last answer stays while the next one is on its way.
 * Another `turn` asks the same anew.
 */
export function useAnswer<N extends CallName>(name: N, input: Input<N> | null, turn = 0): Asked<Output<N>> {
  const { api, engine } = useStores();
  const [answer, setAnswer] = useState<Answer<Output<N>> | null>(null);
  const [round, setRound] = useState(0);
  const key = input === null ? null : `${round} ${turn} ${JSON.stringify(input)}`;
  const latest = useMemo(
    () =>
      latestOnly<{ readonly question: Input<N>; readonly key: string }, Output<N>>({
        work: ({ question }, signal) => api.call(name, question, { signal }),
        onValue: (value, own) => setAnswer({ key: own.key, value, error: null }),
        onError(thrown, own) {
          const error = toAppError(thrown);
          if (error.code === 'cancelled') return;
          setAnswer((before) => ({ key: own.key, value: before?.value ?? null, error }));
        },
      }),
    [api, name],
  );
  useEffect(() => {
    if (input === null || key === null) latest.cancel();
    else latest.ask({ question: input, key });
  }, [key, latest]); // oxlint-disable-line react/exhaustive-deps -- the key stands for the input
  useEffect(() => () => latest.cancel(), [latest]);
  // What an engine that ended did not answer is asked of the next one.
  useEffect(
    () =>
      engine.subscribe((now, before) => {
        if (now.restarts !== before.restarts && now.state === 'running') setRound((count) => count + 1);
      }),
    [engine],
  );
  return { request: requestOf(key, answer), again: () => setRound((count) => count + 1) };
}

function requestOf<O>(key: string | null, answer: Answer<O> | null): Request<O> {
  if (key === null) return idle;
  if (answer?.key !== key) return { kind: 'running', value: answer?.value ?? null };
  if (answer.error !== null) return { kind: 'failed', error: answer.error, value: answer.value };
  return answer.value === null ? { kind: 'running', value: null } : { kind: 'ready', value: answer.value };
}
