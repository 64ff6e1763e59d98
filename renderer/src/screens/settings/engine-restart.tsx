import { useState } from 'react';
import { useApp, useFrom } from '../../app-context.ts';
import { isActive } from '../../stores/jobs.ts';

/** Threads, device and cache folder count from the engine's next start; this is how to have it now. */
export function EngineRestart() {
  const { settings, stores } = useApp();
  const { threads, device, cacheFolder } = useFrom(settings, (state) => state.settings) ?? {};
  const key = JSON.stringify([threads, device, cacheFolder]);
  const [started, setStarted] = useState(key);
  const isBusy = useFrom(stores.jobs, (state) => state.jobs.some(isActive));
  if (key === started) return null;
  return (
    <span className="row" role="status">
      <span className="secondary">Counts from the engine’s next start.</span>
      <button
        type="button"
        className="button"
        title={isBusy ? 'Work that is going on starts again where it was.' : undefined}
        onClick={() => {
          setStarted(key);
          stores.engine.getState().restart();
        }}
      >
        Restart the engine now
      </button>
    </span>
  );
}
