import { useEffect, useState } from 'react';
import { useFrom, useStores } from '../app-context.ts';
import { Icon } from '../components/icon.tsx';

/** Says when the engine is away, and for a while that it came back. */
export function EngineBanner() {
  const { engine } = useStores();
  const { state, reason, restarts, restart } = useFrom(engine, (now) => now);
  const [seenRestarts, setSeenRestarts] = useState(restarts);
  useEffect(() => {
    if (state !== 'running' || seenRestarts === restarts) return;
    const timer = setTimeout(() => setSeenRestarts(restarts), 15_000);
    return () => clearTimeout(timer);
  }, [state, restarts, seenRestarts]);

  const because = reason === null ? '' : ` (${reason})`;
  if (state === 'running' && seenRestarts === restarts) return null;
  return (
    <div className={state === 'running' ? 'engine-banner calm' : 'engine-banner'} role="status">
      <Icon name="warning" />
      {state === 'running' ? (
        <>
          <span>The engine stopped{because} and was started again. Work goes on where it was.</span>
          <button type="button" className="button quiet" onClick={() => setSeenRestarts(restarts)}>
            Dismiss
          </button>
        </>
      ) : state === 'restarting' ? (
        <span>The engine stopped{because} and is being started again …</span>
      ) : (
        <>
          <span>The engine stopped{because} and was not started again. Everything stored is safe.</span>
          <button type="button" className="button" onClick={restart}>
            Start the engine
          </button>
        </>
      )}
    </div>
  );
}
